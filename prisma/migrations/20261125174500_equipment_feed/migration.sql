-- What gives equipment its power. A list, since a transfer switch and a load with two cords have two sources.
CREATE TABLE "equipment_feed" (
    "equipment_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "equipment_feed_pkey" PRIMARY KEY ("equipment_id","source_id")
);

CREATE INDEX "equipment_feed_source_id_idx" ON "equipment_feed"("source_id");

ALTER TABLE "equipment_feed" ADD CONSTRAINT "equipment_feed_equipment_id_fkey" FOREIGN KEY ("equipment_id") REFERENCES "equipment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "equipment_feed" ADD CONSTRAINT "equipment_feed_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "equipment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
