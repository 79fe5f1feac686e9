-- Drills that begin by themselves: the plan of a site, and when a drill fell due by it. Of each time it fell due there is one row, held or not.

CREATE TABLE "drill_plan" (
    "site_id" UUID NOT NULL,
    "plan" JSONB NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "planned_by" TEXT NOT NULL,

    CONSTRAINT "drill_plan_pkey" PRIMARY KEY ("site_id")
);

ALTER TABLE "drill" ADD COLUMN "due_at" TIMESTAMPTZ(3);
ALTER TABLE "drill" ADD COLUMN "omitted" TEXT;

CREATE UNIQUE INDEX "drill_due_once" ON "drill"("site_id", "due_at");
