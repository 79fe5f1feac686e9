-- What became of every base backup and of every restore that was tried. Evidence: appended, never changed.
CREATE TABLE "backup" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "problem" TEXT,
    "facts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "backup_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "backup_ended_at_idx" ON "backup"("ended_at");
CREATE TRIGGER "backup_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "backup" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- How far each place has the log of the database, as it is now.
CREATE TABLE "backup_place" (
    "place" TEXT NOT NULL,
    "reached_at" TIMESTAMPTZ(3),
    "waiting" INTEGER NOT NULL,
    "problem" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "backup_place_pkey" PRIMARY KEY ("place")
);

-- Every site watches whether backups are made and hold. New sites get this rule when they are made.
INSERT INTO "rule" ("id", "site_id", "type", "params", "priority", "cause", "consequence", "response")
SELECT gen_random_uuid(), s."id", 'backup-late', '{"graceSeconds": 60}'::jsonb, 'medium',
    '{"en": "A place of the backups is full or away, a restore failed, or nothing makes backups.", "nl": "Een plaats van de back-ups is vol of onbereikbaar, een herstel is mislukt, of niets maakt back-ups."}'::jsonb,
    '{"en": "If the disk is lost now, what was measured since the last good backup is lost with it.", "nl": "Gaat de schijf nu verloren, dan gaat mee verloren wat sinds de laatste goede back-up is gemeten."}'::jsonb,
    '{"en": "Open Backups: it says which place fails and why. Mend it; what it missed is caught up by itself. Run npm run wachter -- backup when it is back.", "nl": "Open Back-ups: daar staat welke plaats faalt en waarom. Herstel die; wat hij miste wordt vanzelf ingehaald. Draai npm run wachter -- backup zodra hij terug is."}'::jsonb
FROM "site" s
WHERE NOT EXISTS (SELECT 1 FROM "rule" o WHERE o."site_id" = s."id" AND o."type" = 'backup-late');
