-- One box finds everything (B22, F5): cases by words of any Latvian form, by code, by name and phone of the client; rights inside.
-- Measured and explained in docs/decisions/0015-lists-and-search.md.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Letters without their marks: people type "berzina" and mean "Bērziņa".
CREATE FUNCTION "search_fold"(TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT translate($1, 'āčēģīķļņōŗšūžäöüõéèêëáàâãåíìîïóòôúùûýñçćśźńąęėįųůřťďľĺŕőű', 'acegiklnorsuzaouoeeeeaaaaaiiiiooouuuynccsznaeeiuurtdllrou')
$$;

-- The part of a word that search compares. After Lucene's LatvianStemmer (Apache-2.0), but endings go before the marks do: "lietotājam" is a
-- user (lietotāj-am), "lielajam" is big (liel-ajam). Softened consonants meet when the marks go: nodoklis, nodokļa → nodokl.
CREATE FUNCTION "search_stem"("word" TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT "search_fold"(CASE
        WHEN "word" ~ '[0-9]' THEN "word"
        WHEN length("word") >= 8 AND right("word", 5) = 'ajiem' THEN left("word", -5)
        WHEN length("word") >= 7 AND right("word", 4) IN ('ajam', 'ajām', 'ajai', 'ajos', 'ajās') THEN left("word", -4)
        WHEN length("word") >= 6 AND right("word", 3) IN ('iem', 'ajā', 'ais') THEN left("word", -3)
        WHEN length("word") >= 5 AND right("word", 2) IN ('ām', 'am', 'ēm', 'em', 'īm', 'im', 'os', 'ās', 'as', 'ai', 'us', 'es', 'ēs', 'is', 'īs', 'ei', 'ie') THEN left("word", -2)
        WHEN length("word") >= 4 AND right("word", 1) IN ('u', 'a', 'e', 'i', 's', 'š', 'o', 'ā', 'ē', 'ī', 'ū') THEN left("word", -1)
        ELSE "word"
    END)
$$;

-- Words of a text, small letters. Lower case by ICU: the cluster's own may not know "Ā".
CREATE FUNCTION "search_split"(TEXT) RETURNS SETOF TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT "word" FROM regexp_split_to_table(lower($1 COLLATE "und-x-icu"), '[^0-9a-zāčēģīķļņōŗšūžäöüõéèêëáàâãåíìîïóòôúùûýñçćśźńąęėįųůřťďľĺŕőűа-яё]+') AS "word"
    WHERE length("word") >= 2
$$;

CREATE FUNCTION "search_stems"(TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT "search_stem"("word")), '{}') FROM "search_split"(coalesce($1, '')) AS "word"
$$;

-- What is asked: all words, the last one as it is being typed. NULL when nothing is asked.
CREATE FUNCTION "search_query"(TEXT) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsquery('simple', string_agg(quote_literal("search_stem"("word")) || CASE WHEN "at" = "last" THEN ':*' ELSE '' END, ' & '))
    FROM (SELECT "word", "at", max("at") OVER () AS "last" FROM "search_split"(coalesce($1, '')) WITH ORDINALITY AS s("word", "at")) x
$$;

-- National digits of a phone number, the end of it being what people say: +371 26 123 456 → 26123456.
CREATE FUNCTION "search_phone"(TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT regexp_replace(regexp_replace($1, '\D', '', 'g'), '^(00)?371(?=\d{8}$)', '')
$$;

-- A case to search: words of subject, description and client's name; beside them, whose it is (o: owner, h: holder, t: team, f: the agency
-- that asks, c: client) and whom it is not for (n: complained of), so that one index answers both what is asked and who may see it. The row stands apart: a case changes often, its words hardly ever.
CREATE TABLE "case_words" (
    "case_id" UUID NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "words" tsvector NOT NULL,
    CONSTRAINT "case_words_pkey" PRIMARY KEY ("case_id"),
    CONSTRAINT "case_words_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE CASCADE
);
CREATE INDEX "case_words_words_idx" ON "case_words" USING gin("words");
CREATE INDEX "case_words_submitted_at_idx" ON "case_words"("submitted_at", "case_id");
ALTER TABLE "case_words" ALTER COLUMN "words" SET STATISTICS 1000;

CREATE TABLE "client_words" (
    "client_id" UUID NOT NULL,
    "words" tsvector NOT NULL,
    "phone" TEXT COLLATE "C",
    "email" TEXT COLLATE "C",
    CONSTRAINT "client_words_pkey" PRIMARY KEY ("client_id"),
    CONSTRAINT "client_words_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE CASCADE
);
CREATE INDEX "client_words_words_idx" ON "client_words" USING gin("words");
CREATE INDEX "client_words_phone_idx" ON "client_words"("phone") WHERE "phone" IS NOT NULL;
CREATE INDEX "client_words_email_idx" ON "client_words"("email") WHERE "email" IS NOT NULL;

-- Every word there is, once: what a typing error is compared with.
CREATE TABLE "search_term" (
    "term" TEXT COLLATE "C" NOT NULL,
    CONSTRAINT "search_term_pkey" PRIMARY KEY ("term")
);
CREATE INDEX "search_term_trgm_idx" ON "search_term" USING gin("term" gin_trgm_ops);

-- In one order always, so that two transactions with the same new words cannot wait for each other in a circle.
CREATE FUNCTION "learn_terms"("stems" TEXT[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO "search_term" SELECT "stem" FROM unnest("stems") AS "stem" WHERE length("stem") >= 4 AND "stem" !~ '[0-9]' ORDER BY "stem" ON CONFLICT DO NOTHING
$$;

-- Writes a case into the index anew. Also for whoever has filled the table with triggers off: SELECT search_case("id") FROM "case".
CREATE FUNCTION "search_case"("which" UUID) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    "stems" TEXT[];
BEGIN
    SELECT "search_stems"(concat_ws(' ', c."subject", p."given_name", p."family_name", f."data" ->> 'description', f."data" ->> 'question', f."data" ->> 'subject')) INTO "stems"
    FROM "case" c
    LEFT JOIN "client" p ON p."id" = c."client_id"
    LEFT JOIN LATERAL (SELECT "data" FROM "case_form" WHERE "case_id" = c."id" AND "task_key" IS NULL ORDER BY "filled_at" LIMIT 1) f ON true
    WHERE c."id" = "which";
    INSERT INTO "case_words" ("case_id", "submitted_at", "words")
    SELECT c."id", c."submitted_at",
        array_to_tsvector(array_remove("stems" || ARRAY['o:' || c."owner", 'h:' || c."holder", 't:' || c."team", 'f:' || c."from_agency", 'c:' || c."client_id"]
            || ARRAY(SELECT 'n:' || "who" FROM unnest(c."complained_of") AS "who"), NULL))
    FROM "case" c WHERE c."id" = "which"
    ON CONFLICT ("case_id") DO UPDATE SET "words" = excluded."words" WHERE "case_words"."words" <> excluded."words";
    PERFORM "learn_terms"("stems");
END;
$$;

CREATE FUNCTION "search_client"("which" UUID) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    "stems" TEXT[];
BEGIN
    SELECT "search_stems"(concat_ws(' ', "given_name", "family_name")) INTO "stems" FROM "client" WHERE "id" = "which";
    INSERT INTO "client_words" ("client_id", "words", "phone", "email")
    SELECT "id", array_to_tsvector("stems"), nullif("search_phone"("phone"), ''), lower("email") FROM "client" WHERE "id" = "which"
    ON CONFLICT ("client_id") DO UPDATE SET "words" = excluded."words", "phone" = excluded."phone", "email" = excluded."email";
    PERFORM "learn_terms"("stems");
END;
$$;

CREATE FUNCTION "index_case"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM "search_case"(NEW."id"); RETURN NULL; END; $$;
CREATE FUNCTION "index_case_form"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM "search_case"(NEW."case_id"); RETURN NULL; END; $$;
CREATE FUNCTION "index_client"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM "search_client"(NEW."id");
    IF TG_OP = 'UPDATE' THEN PERFORM "search_case"(c."id") FROM "case" c WHERE c."client_id" = NEW."id"; END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER "case_new_words" AFTER INSERT ON "case" FOR EACH ROW EXECUTE FUNCTION "index_case"();
CREATE TRIGGER "case_other_words" AFTER UPDATE OF "subject", "owner", "holder", "team", "from_agency", "client_id", "complained_of" ON "case" FOR EACH ROW
    WHEN ((OLD."subject", OLD."owner", OLD."holder", OLD."team", OLD."from_agency", OLD."client_id", OLD."complained_of")
        IS DISTINCT FROM (NEW."subject", NEW."owner", NEW."holder", NEW."team", NEW."from_agency", NEW."client_id", NEW."complained_of"))
    EXECUTE FUNCTION "index_case"();
CREATE TRIGGER "case_form_words" AFTER INSERT OR UPDATE ON "case_form" FOR EACH ROW
    WHEN (NEW."task_key" IS NULL AND (NEW."data" ? 'description' OR NEW."data" ? 'question' OR NEW."data" ? 'subject'))
    EXECUTE FUNCTION "index_case_form"();
CREATE TRIGGER "client_new_words" AFTER INSERT ON "client" FOR EACH ROW EXECUTE FUNCTION "index_client"();
CREATE TRIGGER "client_other_words" AFTER UPDATE OF "given_name", "family_name", "phone", "email" ON "client" FOR EACH ROW
    WHEN ((OLD."given_name", OLD."family_name", OLD."phone", OLD."email") IS DISTINCT FROM (NEW."given_name", NEW."family_name", NEW."phone", NEW."email"))
    EXECUTE FUNCTION "index_client"();

SELECT "search_client"("id") FROM "client";
SELECT "search_case"("id") FROM "case";
