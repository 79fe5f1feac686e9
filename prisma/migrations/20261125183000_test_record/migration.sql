-- Records of tests that people keep, their signatures, and photographs. Append-only: a correction is a further version, signed anew.
CREATE TABLE "test_record" (
    "record_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "site_id" UUID NOT NULL,
    "equipment_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "test_id" UUID,
    "run" JSONB,
    "content" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" TEXT NOT NULL,

    CONSTRAINT "test_record_pkey" PRIMARY KEY ("record_id","version"),
    CONSTRAINT "test_record_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "test_record_site_id_equipment_id_idx" ON "test_record"("site_id", "equipment_id");

CREATE TABLE "test_signature" (
    "record_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "test_signature_pkey" PRIMARY KEY ("record_id","version","role"),
    CONSTRAINT "test_signature_record_id_version_fkey" FOREIGN KEY ("record_id", "version") REFERENCES "test_record"("record_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE TABLE "test_photo" (
    "hash" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "added_by" TEXT NOT NULL,

    CONSTRAINT "test_photo_pkey" PRIMARY KEY ("hash")
);

-- Evidence is neither changed nor taken away, whoever asks.
CREATE TRIGGER "test_plan_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "test_plan" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "test_record_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "test_record" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "test_signature_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "test_signature" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "test_photo_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "test_photo" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
