-- Why an alarm exists and has its priority, as people decided once. Rows are added and never changed.

CREATE TABLE "rationalisation" (
    "id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "approved_by" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "consequence" TEXT NOT NULL,
    "respond_within_minutes" INTEGER NOT NULL,
    "proposed" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "deviation" TEXT,
    "review_at" TIMESTAMPTZ(3) NOT NULL,
    "params" JSONB NOT NULL,

    CONSTRAINT "rationalisation_pkey" PRIMARY KEY ("id")
);
