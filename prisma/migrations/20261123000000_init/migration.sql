-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "site" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "site_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "location" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "parent_id" UUID,
    "kind" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "thermal_class" TEXT,
    "plan" JSONB,
    "sort_order" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "location_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "equipment" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "location_id" UUID,
    "kind" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "attributes" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "equipment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device" (
    "id" TEXT NOT NULL,
    "site_id" UUID,
    "location_id" UUID,
    "parent_id" TEXT,
    "dialect" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'new',
    "model" TEXT,
    "firmware" TEXT,
    "mapping" JSONB,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "approved_at" TIMESTAMPTZ(3),
    "approved_by" TEXT,

    CONSTRAINT "device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broker_account" (
    "user_name" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "dialect" TEXT,
    "publish" TEXT[],
    "subscribe" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "broker_account_pkey" PRIMARY KEY ("user_name")
);

-- CreateTable
CREATE TABLE "device_state" (
    "device_id" TEXT NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3),
    "is_online" BOOLEAN,
    "online_changed_at" TIMESTAMPTZ(3),
    "skew_ms" INTEGER,
    "boot" TEXT,
    "contiguous_seq" BIGINT,
    "open_gaps" INTEGER NOT NULL DEFAULT 0,
    "messages" BIGINT NOT NULL DEFAULT 0,
    "readings" BIGINT NOT NULL DEFAULT 0,
    "duplicates" BIGINT NOT NULL DEFAULT 0,
    "quarantined" BIGINT NOT NULL DEFAULT 0,
    "lost" BIGINT NOT NULL DEFAULT 0,
    "last_topic" TEXT,
    "last_payload" TEXT,
    "version" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "device_state_pkey" PRIMARY KEY ("device_id")
);

-- CreateTable
CREATE TABLE "device_session" (
    "device_id" TEXT NOT NULL,
    "boot" TEXT NOT NULL,
    "contiguous_seq" BIGINT NOT NULL,
    "highest_seq" BIGINT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "device_session_pkey" PRIMARY KEY ("device_id","boot")
);

-- CreateTable
CREATE TABLE "device_gap" (
    "id" BIGSERIAL NOT NULL,
    "device_id" TEXT NOT NULL,
    "boot" TEXT NOT NULL,
    "from_seq" BIGINT NOT NULL,
    "to_seq" BIGINT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "device_gap_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "point" (
    "id" SERIAL NOT NULL,
    "tag" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "site_id" UUID,
    "location_id" UUID,
    "equipment_id" UUID,
    "device_id" TEXT,
    "channel" TEXT,
    "quantity" TEXT,
    "source_unit" TEXT,
    "interval_seconds" DOUBLE PRECISION NOT NULL DEFAULT 60,
    "stale_seconds" DOUBLE PRECISION NOT NULL DEFAULT 300,
    "status" TEXT NOT NULL DEFAULT 'new',
    "place" JSONB NOT NULL DEFAULT '{}',
    "derived_from" JSONB,

    CONSTRAINT "point_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "point_state" (
    "point_id" INTEGER NOT NULL,
    "value" DOUBLE PRECISION,
    "quality" SMALLINT NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "version" BIGINT NOT NULL,

    CONSTRAINT "point_state_pkey" PRIMARY KEY ("point_id")
);

-- CreateTable
CREATE TABLE "reading" (
    "point_id" INTEGER NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "quality" SMALLINT NOT NULL,
    "original" DOUBLE PRECISION,
    "original_unit" TEXT,

    CONSTRAINT "reading_pkey" PRIMARY KEY ("point_id","observed_at")
) PARTITION BY RANGE ("observed_at");

-- CreateTable
CREATE TABLE "rollup" (
    "point_id" INTEGER NOT NULL,
    "bucket" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "minimum" DOUBLE PRECISION,
    "maximum" DOUBLE PRECISION,
    "mean" DOUBLE PRECISION,
    "last" DOUBLE PRECISION,
    "count" INTEGER NOT NULL,
    "bad_count" INTEGER NOT NULL DEFAULT 0,
    "good_seconds" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "rollup_pkey" PRIMARY KEY ("point_id","bucket","starts_at")
);

-- CreateTable
CREATE TABLE "rollup_dirty" (
    "point_id" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rollup_dirty_pkey" PRIMARY KEY ("point_id","starts_at")
);

-- CreateTable
CREATE TABLE "quarantine" (
    "id" BIGSERIAL NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "device_id" TEXT,
    "channel" TEXT,
    "topic" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "payload" BYTEA NOT NULL,

    CONSTRAINT "quarantine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quarantine_count" (
    "device_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "count" BIGINT NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quarantine_count_pkey" PRIMARY KEY ("device_id","kind")
);

-- CreateTable
CREATE TABLE "rule" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "point_id" INTEGER,
    "device_id" TEXT,
    "params" JSONB NOT NULL,
    "priority" TEXT NOT NULL,
    "is_latching" BOOLEAN NOT NULL DEFAULT false,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "cause" JSONB,
    "consequence" JSONB,
    "response" JSONB,
    "respond_within_minutes" INTEGER,

    CONSTRAINT "rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alarm" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "point_id" INTEGER,
    "device_id" TEXT,
    "priority" TEXT NOT NULL,
    "is_latching" BOOLEAN NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "activated_at" TIMESTAMPTZ(3) NOT NULL,
    "activation" INTEGER NOT NULL DEFAULT 1,
    "cleared_at" TIMESTAMPTZ(3),
    "level" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "limit" DOUBLE PRECISION,
    "peak" DOUBLE PRECISION,
    "is_late" BOOLEAN NOT NULL DEFAULT false,
    "suppressed_by" TEXT,
    "acknowledged_activation" INTEGER NOT NULL DEFAULT 0,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "acknowledge_comment" TEXT,
    "reset_activation" INTEGER NOT NULL DEFAULT 0,
    "reset_at" TIMESTAMPTZ(3),
    "reset_by" TEXT,
    "shelved_until" TIMESTAMPTZ(3),
    "shelve_reason" TEXT,
    "out_of_service_until" TIMESTAMPTZ(3),
    "version" BIGINT NOT NULL,

    CONSTRAINT "alarm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal" (
    "id" BIGSERIAL NOT NULL,
    "alarm_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "condition_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "limit" DOUBLE PRECISION,
    "level" TEXT,
    "quality" TEXT,
    "comment" TEXT,

    CONSTRAINT "journal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "fence" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "directory_revision" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "revision" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "directory_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "heartbeat" (
    "role" TEXT NOT NULL,
    "alive_at" TIMESTAMPTZ(3) NOT NULL,
    "is_broker_connected" BOOLEAN NOT NULL DEFAULT false,
    "last_reading_at" TIMESTAMPTZ(3),
    "readings_last_minute" INTEGER NOT NULL DEFAULT 0,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "heartbeat_pkey" PRIMARY KEY ("role")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT DEFAULT 'viewer',
    "banned" BOOLEAN DEFAULT false,
    "ban_reason" TEXT,
    "ban_expires" TIMESTAMPTZ(3),
    "locale" TEXT DEFAULT 'en',
    "must_change_password" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "impersonated_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "display" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "site_id" UUID,
    "token_hash" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "theme" TEXT NOT NULL DEFAULT 'dark',
    "diagonal_inch" DOUBLE PRECISION NOT NULL DEFAULT 55,
    "distance_meters" DOUBLE PRECISION NOT NULL DEFAULT 5,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "last_contact_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "display_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "object_kind" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "source" TEXT,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "site_slug_key" ON "site"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "location_site_id_slug_key" ON "location"("site_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "equipment_site_id_slug_key" ON "equipment"("site_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "device_gap_device_id_boot_from_seq_key" ON "device_gap"("device_id", "boot", "from_seq");

-- CreateIndex
CREATE INDEX "device_gap_device_id_closed_at_idx" ON "device_gap"("device_id", "closed_at");

-- CreateIndex
CREATE UNIQUE INDEX "point_tag_key" ON "point"("tag");

-- CreateIndex
CREATE INDEX "point_location_id_idx" ON "point"("location_id");

-- CreateIndex
CREATE UNIQUE INDEX "point_device_id_channel_key" ON "point"("device_id", "channel");

-- CreateIndex
CREATE INDEX "quarantine_received_at_idx" ON "quarantine"("received_at");

-- CreateIndex
CREATE INDEX "quarantine_device_id_received_at_idx" ON "quarantine"("device_id", "received_at");

-- CreateIndex
CREATE INDEX "rule_point_id_idx" ON "rule"("point_id");

-- CreateIndex
CREATE INDEX "rule_device_id_idx" ON "rule"("device_id");

-- CreateIndex
CREATE INDEX "alarm_version_idx" ON "alarm"("version");

-- CreateIndex
CREATE INDEX "alarm_site_id_raised_at_idx" ON "alarm"("site_id", "raised_at");

-- CreateIndex
CREATE INDEX "alarm_rule_id_raised_at_idx" ON "alarm"("rule_id", "raised_at");

-- CreateIndex
CREATE UNIQUE INDEX "journal_once" ON "journal"("alarm_id", "kind", "condition_at", "recorded_at", "actor");

-- CreateIndex
CREATE INDEX "journal_alarm_id_id_idx" ON "journal"("alarm_id", "id");

-- CreateIndex
CREATE INDEX "journal_recorded_at_idx" ON "journal"("recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "display_token_hash_key" ON "display"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- AddForeignKey
ALTER TABLE "location" ADD CONSTRAINT "location_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "location" ADD CONSTRAINT "location_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "location"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "equipment" ADD CONSTRAINT "equipment_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "equipment" ADD CONSTRAINT "equipment_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device" ADD CONSTRAINT "device_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device" ADD CONSTRAINT "device_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device" ADD CONSTRAINT "device_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "device"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_state" ADD CONSTRAINT "device_state_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "point" ADD CONSTRAINT "point_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "point" ADD CONSTRAINT "point_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "point" ADD CONSTRAINT "point_equipment_id_fkey" FOREIGN KEY ("equipment_id") REFERENCES "equipment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "point" ADD CONSTRAINT "point_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "point_state" ADD CONSTRAINT "point_state_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "point"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule" ADD CONSTRAINT "rule_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule" ADD CONSTRAINT "rule_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "point"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule" ADD CONSTRAINT "rule_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "rule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Written by hand from here: what the schema language cannot say.

-- One counter for everything a live listener follows. Both the engine and people's verbs take from it.
CREATE SEQUENCE "live_version" AS BIGINT;

-- Hot rows are rewritten in place many times a minute: leave room on their pages.
ALTER TABLE "point_state" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "device_state" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "heartbeat" SET (fillfactor = 50);

-- Evidence is appended, never changed.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "journal_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "journal" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- At most one unfinished occurrence per rule: the engine re-raises it instead of opening a second one.
CREATE UNIQUE INDEX "alarm_one_active_per_rule" ON "alarm" ("rule_id") WHERE "cleared_at" IS NULL AND NOT "is_late";

INSERT INTO "directory_revision" ("id", "revision") VALUES (1, 0);

-- Fences come from one counter for all leases, so a fence alone names a lease, a holder and a term.
CREATE SEQUENCE "lease_fence" AS BIGINT;

-- The next live version, in the order of commits: whoever takes one holds the door until its transaction has ended, so nobody
-- ever sees version 12 before version 11. Only for transactions that do not wait for their client in between.
CREATE FUNCTION next_live_version() RETURNS BIGINT LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(72707371);
  RETURN nextval('live_version');
END
$$;

-- First statement of every commit of a leader: takes a lock that a successor must wait for, or ends the transaction.
CREATE FUNCTION hold_fence(wanted BIGINT) RETURNS BIGINT LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "lease" WHERE "fence" = wanted FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'fence % is not held any more', wanted USING ERRCODE = 'WF001';
  END IF;
  RETURN next_live_version();
END
$$;
