-- Every site watches whether the audit trail is whole. New sites get this rule when they are made.
INSERT INTO "rule" ("id", "site_id", "type", "params", "priority", "cause", "consequence", "response")
SELECT gen_random_uuid(), s."id", 'audit-trail', '{"graceSeconds": 0}'::jsonb, 'high',
    '{"en": "Somebody changed, removed or put in records of who did what, past Wachter, or the database was restored to an earlier state.", "nl": "Iemand heeft buiten Wachter om regels van wie wat deed gewijzigd, verwijderd of toegevoegd, of de database is naar een eerdere stand teruggezet."}'::jsonb,
    '{"en": "The record of who did what can no longer serve as evidence from that point on.", "nl": "Vanaf dat punt kan het spoor van wie wat deed niet meer als bewijs dienen."}'::jsonb,
    '{"en": "Run npm run wachter -- audit verify: it names the first bad record. Keep a copy of the database as it is, find out who had access, and compare with a backup.", "nl": "Draai npm run wachter -- audit verify: dat noemt de eerste foute regel. Bewaar een kopie van de database zoals ze nu is, zoek uit wie toegang had, en vergelijk met een back-up."}'::jsonb
FROM "site" s
WHERE NOT EXISTS (SELECT 1 FROM "rule" o WHERE o."site_id" = s."id" AND o."type" = 'audit-trail');
