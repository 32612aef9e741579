-- What is asked, in the very words that are kept: all of them, the last one as it is being typed. NULL when nothing is asked.
-- The parser of to_tsquery took words apart that search_split keeps whole, "8e296a06" into a number and letters: one in twenty such was never found.
CREATE OR REPLACE FUNCTION "search_query"(TEXT) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT string_agg('''' || "search_stem"("word") || '''' || CASE WHEN "at" = "last" THEN ':*' ELSE '' END, ' & ')::tsquery
    FROM (SELECT "word", "at", max("at") OVER () AS "last" FROM "search_split"(coalesce($1, '')) WITH ORDINALITY AS s("word", "at")) x
$$;
