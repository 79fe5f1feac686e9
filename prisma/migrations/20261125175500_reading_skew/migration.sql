-- How far the source clock ran ahead, where it is known to be wrong: without it nobody can tell afterwards when a late value was taken.
-- Milliseconds; a clock that starts in 1970 is half a century behind.
ALTER TABLE "reading" ADD COLUMN "skew_ms" BIGINT;
ALTER TABLE "point_state" ADD COLUMN "skew_ms" BIGINT;
