-- Alarm floods of a site: written by the leading ingestor, shown on every screen while they last.
CREATE TABLE "alarm_flood" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "alarm_id" UUID NOT NULL,
    "alarms" INTEGER NOT NULL,

    CONSTRAINT "alarm_flood_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "alarm_flood_ended_at_idx" ON "alarm_flood"("ended_at");

-- What belongs to an incident, and what is quiet under a root, is asked while people wait.
CREATE INDEX "alarm_incident_id_idx" ON "alarm"("incident_id");
CREATE INDEX "alarm_withheld_by_idx" ON "alarm"("withheld_by");
