-- The routing facts that a diagram maps into a user task come before the task itself: they wait with its element.
ALTER TABLE "element_timing" ADD COLUMN "variables" JSONB;

-- The journal is stalled when the engine was told of a case and nothing comes back (BARS F5): looked at every few seconds.
CREATE INDEX "case_not_started_idx" ON "case"("submitted_at") WHERE "started_at" IS NULL;
