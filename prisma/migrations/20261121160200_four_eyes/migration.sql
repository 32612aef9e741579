-- Four eyes: a decision one person proposes and another confirms or returns.
CREATE TABLE "proposed_decision" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "task_key" TEXT NOT NULL,
  "outcome" TEXT NOT NULL,
  "grounds" TEXT[],
  "reason" TEXT,
  "amount_cents" INTEGER,
  "proposed_by" TEXT NOT NULL,
  "proposed_at" TIMESTAMPTZ(3) NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'open',
  "judged_by" TEXT,
  "judged_at" TIMESTAMPTZ(3),
  "return_reason" TEXT,
  CONSTRAINT "proposed_decision_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "proposed_decision_other_person" CHECK ("judged_by" IS DISTINCT FROM "proposed_by"),
  CONSTRAINT "proposed_decision_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "proposed_decision_task_key_key" ON "proposed_decision"("task_key");
CREATE INDEX "proposed_decision_case_id_state_idx" ON "proposed_decision"("case_id", "state");
-- whatever the programs do: one proposal waits at a time, and nobody confirms their own
CREATE UNIQUE INDEX "proposed_decision_one_open_idx" ON "proposed_decision"("case_id") WHERE "state" = 'open';
ALTER TABLE "decision" ADD COLUMN "confirmed_by" TEXT;
ALTER TABLE "decision" ADD CONSTRAINT "decision_other_person" CHECK ("confirmed_by" IS NULL OR "confirmed_by" IS DISTINCT FROM "decided_by");
ALTER TABLE "task" ADD COLUMN "not_for" TEXT[] NOT NULL DEFAULT '{}';
