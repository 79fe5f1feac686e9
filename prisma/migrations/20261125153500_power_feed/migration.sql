-- The equipment that gives a device its power: when it has none, what it feeds is silent for that reason.
ALTER TABLE "device" ADD COLUMN "fed_by_id" UUID;

ALTER TABLE "device" ADD CONSTRAINT "device_fed_by_id_fkey" FOREIGN KEY ("fed_by_id") REFERENCES "equipment"("id") ON DELETE SET NULL ON UPDATE CASCADE;
