-- What a search reads is bounded, whatever is asked (BARS C7, C8; measured over a million cases, docs/measurements.md). A planner that guesses
-- how often words meet in one text guesses wrong: it walked all cases from the newest on to find nine of which there were none, and read all
-- clients for a word that is nobody's name. Here nothing is guessed: the newest first, then the index.

-- Cases that answer, the newest first. Words that are common are found among the newest; those that are not are few.
CREATE FUNCTION "search_cases"("asks" tsquery, "most" INTEGER) RETURNS TABLE ("case_id" UUID, "submitted_at" TIMESTAMPTZ) LANGUAGE plpgsql STABLE ROWS 10 SET enable_seqscan = off AS $$
DECLARE
    "newest" CONSTANT INTEGER := 2000;
    "found" UUID[];
BEGIN
    SELECT array_agg(r."case_id") INTO "found" FROM (
        SELECT w."case_id", w."words" FROM "case_words" w ORDER BY w."submitted_at" DESC, w."case_id" DESC LIMIT "newest"
    ) r WHERE r."words" @@ "asks";
    IF cardinality("found") >= "most" THEN
        RETURN QUERY SELECT w."case_id", w."submitted_at"::timestamptz FROM "case_words" w WHERE w."case_id" = ANY("found")
            ORDER BY w."submitted_at" DESC, w."case_id" DESC LIMIT "most";
    ELSE
        RETURN QUERY WITH every AS MATERIALIZED (SELECT w."case_id", w."submitted_at" FROM "case_words" w WHERE w."words" @@ "asks")
            SELECT e."case_id", e."submitted_at"::timestamptz FROM every e ORDER BY e."submitted_at" DESC, e."case_id" DESC LIMIT "most";
    END IF;
END;
$$;

-- Clients whose name answers: any of them, by the index.
CREATE FUNCTION "search_clients"("asks" tsquery, "most" INTEGER) RETURNS TABLE ("client_id" UUID) LANGUAGE plpgsql STABLE ROWS 10 SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY SELECT w."client_id" FROM "client_words" w WHERE w."words" @@ "asks" LIMIT "most";
END;
$$;
