-- Tests of emergency power that were announced before they began: what they show on purpose is booked to them.
CREATE TABLE "announced_test" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "scenario" TEXT NOT NULL,
    "equipment" UUID[] NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT NOT NULL,
    "announced_at" TIMESTAMPTZ(3) NOT NULL,
    "announced_by" TEXT NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "cancelled_by" TEXT,

    CONSTRAINT "announced_test_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "announced_test_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE INDEX "announced_test_site_id_from_at_idx" ON "announced_test"("site_id", "from_at");
