-- What the engine's place in each case can be made from anew, when its data are lost (docs/decisions/0034).

-- Variables of each run's own scope: routing facts, as the journal tells them, some before it tells of the run. Gone with the end of the whole run.
CREATE TABLE "run_facts" (
    "run_key" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    CONSTRAINT "run_facts_pkey" PRIMARY KEY ("run_key")
);
-- The event subprocess an element lies in; null = the run itself.
ALTER TABLE "element_timing" ADD COLUMN "scope_key" TEXT;
-- What went to the engine when the task was finished: said again if the engine has lost it.
ALTER TABLE "task" ADD COLUMN "returned" JSONB;

-- Which step of which case an effect belongs to. "unheard": made, but the engine that was told is gone: its next job there is answered with it.
ALTER TABLE "job_effect" ADD COLUMN "case_id" UUID, ADD COLUMN "element_id" TEXT, ADD COLUMN "element_key" TEXT,
  ADD COLUMN "unheard" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "job_effect_case_id_element_id_idx" ON "job_effect"("case_id", "element_id");

-- Messages of the last days as they were sent: one that a lost engine had taken and nobody heard of is sent again.
CREATE TABLE "message_sent" (
    "id" BIGINT NOT NULL,
    "case_id" UUID NOT NULL,
    "payload" JSONB NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "message_sent_pkey" PRIMARY KEY ("id")
);

-- Each time the engine began anew. An engine's keys begin anew with it; ours carry the number of the life they belong to.
CREATE TABLE "engine_life" (
    "life" INTEGER NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "report" JSONB NOT NULL,
    CONSTRAINT "engine_life_pkey" PRIMARY KEY ("life")
);

-- When backups were taken: a backup nobody takes is noticed.
CREATE TABLE "backup_taken" (
    "at" TIMESTAMPTZ(3) NOT NULL,
    "bytes" BIGINT NOT NULL,
    "took_ms" INTEGER NOT NULL,
    CONSTRAINT "backup_taken_pkey" PRIMARY KEY ("at")
);
