-- A case that is opened again runs once more: one root run for each attempt, still never two for one.
ALTER TABLE "process_run" ADD COLUMN "attempt" INTEGER NOT NULL DEFAULT 1;
DROP INDEX "process_run_root_key";
CREATE UNIQUE INDEX "process_run_root_key" ON "process_run" ("case_id", "attempt") WHERE "parent_key" IS NULL;
