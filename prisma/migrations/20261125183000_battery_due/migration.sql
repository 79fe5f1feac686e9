-- Every site watches whether a battery of a UPS should be replaced. New sites get this rule when they are made.
INSERT INTO "rule" ("id", "site_id", "type", "params", "priority", "cause", "consequence", "response")
SELECT gen_random_uuid(), s."id", 'battery-due', '{"graceSeconds": 0}'::jsonb, 'medium',
    '{"en": "A battery string has come to the day set for it, to the end of its design life, or to what the heat leaves of that.", "nl": "Een accustring is op de dag die ervoor was bepaald, aan het eind van zijn ontwerplevensduur, of aan wat de warmte daarvan overlaat."}'::jsonb,
    '{"en": "At the next outage the battery may not last until the gensets carry the load.", "nl": "Bij de volgende uitval houdt de accu het mogelijk niet tot de aggregaten dragen."}'::jsonb,
    '{"en": "Open Emergency power, Now: it says which string and why. Plan its replacement, then write the new date on the nameplate of the UPS. The alarm ends with that.", "nl": "Open Noodstroom, Nu: daar staat welke string en waarom. Plan de vervanging en schrijf daarna de nieuwe datum op de typeplaat van de UPS. Daarmee eindigt het alarm."}'::jsonb
FROM "site" s
WHERE NOT EXISTS (SELECT 1 FROM "rule" o WHERE o."site_id" = s."id" AND o."type" = 'battery-due');
