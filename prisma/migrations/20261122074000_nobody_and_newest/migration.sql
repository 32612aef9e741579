-- Tasks that nobody has (BARS C3): a page of them is read by its index, however many others there are.
CREATE INDEX "task_nobody_due_idx" ON "task"("team", "due_order", "key") WHERE "state" = 'open' AND "assignee_id" IS NULL;
CREATE INDEX "task_nobody_age_idx" ON "task"("team", "created_at", "key") WHERE "state" = 'open' AND "assignee_id" IS NULL;

-- What is asked for all day is a common word, found among the newest two hundred; then among the newest two thousand; then by the index.
-- STRICT: nothing is found by no words.
CREATE OR REPLACE FUNCTION "search_cases"("asks" tsquery, "most" INTEGER) RETURNS TABLE ("case_id" UUID, "submitted_at" TIMESTAMPTZ) LANGUAGE plpgsql STABLE STRICT ROWS 10 SET enable_seqscan = off AS $$
DECLARE
    "newest" INTEGER;
    "found" UUID[];
BEGIN
    FOREACH "newest" IN ARRAY ARRAY[200, 2000] LOOP
        SELECT array_agg(r."case_id") INTO "found" FROM (
            SELECT w."case_id", w."words" FROM "case_words" w ORDER BY w."submitted_at" DESC, w."case_id" DESC LIMIT "newest"
        ) r WHERE r."words" @@ "asks";
        IF cardinality("found") >= "most" THEN
            RETURN QUERY SELECT w."case_id", w."submitted_at"::timestamptz FROM "case_words" w WHERE w."case_id" = ANY("found")
                ORDER BY w."submitted_at" DESC, w."case_id" DESC LIMIT "most";
            RETURN;
        END IF;
    END LOOP;
    RETURN QUERY WITH every AS MATERIALIZED (SELECT w."case_id", w."submitted_at" FROM "case_words" w WHERE w."words" @@ "asks")
        SELECT e."case_id", e."submitted_at"::timestamptz FROM every e ORDER BY e."submitted_at" DESC, e."case_id" DESC LIMIT "most";
END;
$$;
