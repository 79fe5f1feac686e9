-- Withholding belongs to a rule, point or place, not to one occurrence; the occurrence carries what the engine decided.
ALTER TABLE "alarm" DROP COLUMN "shelved_until",
DROP COLUMN "shelve_reason",
DROP COLUMN "suppressed_by",
DROP COLUMN "out_of_service_until",
ADD COLUMN     "withheld" TEXT NOT NULL DEFAULT 'none',
ADD COLUMN     "withheld_by" TEXT,
ADD COLUMN     "withheld_until" TIMESTAMPTZ(3),
ADD COLUMN     "incident_id" UUID,
ADD COLUMN     "chattering_since" TIMESTAMPTZ(3),
ADD COLUMN     "acknowledged_until" TIMESTAMPTZ(3);

ALTER TABLE "journal" ADD COLUMN     "source" TEXT;

ALTER TABLE "rule" ADD COLUMN     "checklist" JSONB,
ADD COLUMN     "acknowledge_holds_minutes" INTEGER;

CREATE TABLE "withholding" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope_kind" TEXT NOT NULL,
    "scope_id" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "work_order" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "source" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,
    "reminded_at" TIMESTAMPTZ(3),

    CONSTRAINT "withholding_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "maintenance_window" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scope_kind" TEXT NOT NULL,
    "scope_id" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_minutes" INTEGER NOT NULL,
    "recurrence" JSONB,
    "reason" TEXT NOT NULL,
    "work_order" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "cancelled_by" TEXT,

    CONSTRAINT "maintenance_window_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "alarm_settings" (
    "site_id" UUID NOT NULL,
    "settings" JSONB NOT NULL,

    CONSTRAINT "alarm_settings_pkey" PRIMARY KEY ("site_id")
);

CREATE TABLE "checklist_tick" (
    "alarm_id" UUID NOT NULL,
    "activation" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,

    CONSTRAINT "checklist_tick_pkey" PRIMARY KEY ("alarm_id","activation","step")
);

CREATE INDEX "withholding_site_id_until_at_idx" ON "withholding"("site_id", "until_at");

CREATE INDEX "maintenance_window_site_id_idx" ON "maintenance_window"("site_id");

ALTER TABLE "withholding" ADD CONSTRAINT "withholding_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "maintenance_window" ADD CONSTRAINT "maintenance_window_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "alarm_settings" ADD CONSTRAINT "alarm_settings_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
