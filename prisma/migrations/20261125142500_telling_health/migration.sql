-- Whether a channel delivers, as its last attempts said, and contacts whose address the other side does not know any more.
-- Written by the leading ingestor only.

ALTER TABLE "channel" ADD COLUMN "failing_since" TIMESTAMPTZ(3);
ALTER TABLE "channel" ADD COLUMN "failure" TEXT;
ALTER TABLE "channel" ADD COLUMN "last_sent_at" TIMESTAMPTZ(3);
ALTER TABLE "contact" ADD COLUMN "gone_at" TIMESTAMPTZ(3);

-- Every site watches whether people can be told. New sites get these rules when they are made.
INSERT INTO "rule" ("id", "site_id", "type", "params", "priority", "cause", "consequence", "response")
SELECT gen_random_uuid(), s."id", r."type", '{"graceSeconds": 30}'::jsonb, 'high', r."cause"::jsonb, r."consequence"::jsonb, r."response"::jsonb
FROM "site" s, (VALUES
    ('notification-path',
     '{"en": "A channel refuses messages or does not answer.", "nl": "Een kanaal weigert berichten of antwoordt niet."}',
     '{"en": "Whoever is reached by it only does not hear of alarms.", "nl": "Wie alleen daarlangs bereikbaar is, hoort niets van alarmen."}',
     '{"en": "Open On call: it says which channel fails and why. Mend it and press Send a test; the alarm ends when a message goes through. Watch the screens until then.", "nl": "Open Dienst: daar staat welk kanaal faalt en waarom. Herstel het en druk op Test versturen; het alarm eindigt zodra een bericht aankomt. Kijk tot dan naar de schermen."}'),
    ('duty-cover',
     '{"en": "Nobody is on duty in a rota, or no channel reaches whoever is.", "nl": "In een rooster heeft niemand dienst, of geen kanaal bereikt wie dienst heeft."}',
     '{"en": "The first step of telling people reaches nobody.", "nl": "De eerste stap van het melden bereikt niemand."}',
     '{"en": "Open On call: put somebody on duty, or give whoever is on duty a contact that works.", "nl": "Open Dienst: geef iemand dienst, of geef wie dienst heeft een contact dat werkt."}')
  ) AS r("type", "cause", "consequence", "response")
WHERE NOT EXISTS (SELECT 1 FROM "rule" o WHERE o."site_id" = s."id" AND o."type" = r."type");
