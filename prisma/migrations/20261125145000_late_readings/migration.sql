-- Readings that came out of order and that the rules have not looked over yet: a process that dies before it could leaves them to the next.
CREATE TABLE "late_readings" (
    "point_id" INTEGER NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "late_readings_pkey" PRIMARY KEY ("point_id")
);
