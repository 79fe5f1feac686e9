-- A test of one way to one recipient is kept like a drill; a drill keeps whom no channel reached at all.

ALTER TABLE "drill" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'drill';
ALTER TABLE "drill" ADD COLUMN "unreached" JSONB NOT NULL DEFAULT '[]';
