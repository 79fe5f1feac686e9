-- Which tests of emergency power are asked for, as one document a site. Append-only: a change is a further version.
CREATE TABLE "test_plan" (
    "site_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "entries" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" TEXT NOT NULL,

    CONSTRAINT "test_plan_pkey" PRIMARY KEY ("site_id","version"),
    CONSTRAINT "test_plan_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
