-- What the tables propose to the next decision; the engine's journal carries no variables of tasks.
ALTER TABLE "case" ADD COLUMN "proposal" JSONB;
