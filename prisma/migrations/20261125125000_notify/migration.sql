-- Who is told: rotas, policies, channels and contacts, and the outbox of what is owed to whom.

CREATE TABLE "rota" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "rota" JSONB NOT NULL,

    CONSTRAINT "rota_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "escalation_policy" (
    "site_id" UUID NOT NULL,
    "policy" JSONB NOT NULL,

    CONSTRAINT "escalation_policy_pkey" PRIMARY KEY ("site_id")
);

CREATE TABLE "channel" (
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "sealed_secrets" TEXT,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "contact" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "channel_id" UUID NOT NULL,
    "address" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "escalation" (
    "alarm_id" UUID NOT NULL,
    "activation" INTEGER NOT NULL,
    "site_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "why" TEXT,
    "step" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "fired_at" TIMESTAMPTZ(3),

    CONSTRAINT "escalation_pkey" PRIMARY KEY ("alarm_id", "activation")
);

CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "activation" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "recipient" TEXT NOT NULL,
    "channel_id" UUID NOT NULL,
    "address" JSONB NOT NULL,
    "priority" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "message_id" UUID,
    "claimed_until" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "provider_id" TEXT,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "action_link" (
    "token_hash" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "activation" INTEGER NOT NULL,
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "action_link_pkey" PRIMARY KEY ("token_hash")
);

CREATE TABLE "drill" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "started_by" TEXT NOT NULL,

    CONSTRAINT "drill_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "rota_site_id_idx" ON "rota"("site_id");
CREATE INDEX "contact_user_id_position_idx" ON "contact"("user_id", "position");
CREATE INDEX "notice_state_next_at_idx" ON "notice"("state", "next_at");
CREATE INDEX "notice_recipient_sent_at_idx" ON "notice"("recipient", "sent_at");
CREATE UNIQUE INDEX "notice_once" ON "notice"("subject_id", "activation", "kind", "sequence", "recipient", "channel_id");
CREATE INDEX "action_link_subject_id_idx" ON "action_link"("subject_id");
CREATE INDEX "drill_site_id_started_at_idx" ON "drill"("site_id", "started_at");

-- The rounds of the notifier look at what is not finished only: few rows beside many that are.
CREATE INDEX "escalation_open" ON "escalation" ("alarm_id") WHERE "state" <> 'done';
