-- What rooms taught while their cooling was lost. Append-only: what is known better later is a further version.
CREATE TABLE "cooling_episode" (
    "site_id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "episode_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "record" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cooling_episode_pkey" PRIMARY KEY ("room_id","episode_id","version")
);

CREATE INDEX "cooling_episode_room_id_started_at_idx" ON "cooling_episode"("room_id", "started_at");
