-- Rules that cannot do their work: written by the leading ingestor, shown where people look.
CREATE TABLE "rule_problem" (
    "rule_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_problem_pkey" PRIMARY KEY ("rule_id")
);
