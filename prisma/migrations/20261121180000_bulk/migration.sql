-- One act on many: what is to be done, and what came of each. An item changes its state in the transaction of the act itself.
CREATE TABLE "bulk_action" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "act" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "total" INTEGER NOT NULL,
    "undoes" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_action_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "bulk_action_state" CHECK ("state" IN ('running', 'done', 'stopped')),
    CONSTRAINT "bulk_action_undoes_fkey" FOREIGN KEY ("undoes") REFERENCES "bulk_action"("id")
);

CREATE TABLE "bulk_item" (
    "bulk_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "target" TEXT NOT NULL,
    "case_id" UUID,
    "code" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "why" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "bulk_item_pkey" PRIMARY KEY ("bulk_id", "position"),
    CONSTRAINT "bulk_item_state" CHECK ("state" IN ('waiting', 'done', 'refused', 'failed', 'stopped')),
    CONSTRAINT "bulk_item_bulk_id_fkey" FOREIGN KEY ("bulk_id") REFERENCES "bulk_action"("id") ON DELETE CASCADE
);

CREATE INDEX "bulk_action_user_id_started_at_idx" ON "bulk_action"("user_id", "started_at" DESC);
-- What is undone is undone once.
CREATE UNIQUE INDEX "bulk_action_undoes_key" ON "bulk_action"("undoes");
-- What still runs, also after a restart: few.
CREATE INDEX "bulk_action_running_idx" ON "bulk_action"("started_at") WHERE "state" = 'running';
