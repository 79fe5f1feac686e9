-- Runs of emergency power as they were recognised. Append-only: what is known better later is a further version.
CREATE TABLE "power_run" (
    "site_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "record" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "power_run_pkey" PRIMARY KEY ("site_id","run_id","version")
);

CREATE INDEX "power_run_site_id_started_at_idx" ON "power_run"("site_id", "started_at");
