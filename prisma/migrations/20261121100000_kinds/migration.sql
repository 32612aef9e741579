-- All kinds of application in one register; reopening.
ALTER TABLE "case"
  ADD COLUMN "from_agency" TEXT,
  ADD COLUMN "about_case_id" UUID,
  ADD COLUMN "complained_of" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "complained_of_agency" TEXT,
  ADD COLUMN "wanted_on" DATE,
  ADD COLUMN "attempt" INTEGER NOT NULL DEFAULT 1;

CREATE INDEX "case_from_agency_status_due_at_idx" ON "case" ("from_agency", "status", "due_at");
CREATE INDEX "case_about_case_id_idx" ON "case" ("about_case_id");

-- KAC owns every case until it is closed (G2): the register itself refuses a case of nobody.
ALTER TABLE "case" ADD CONSTRAINT "case_has_owner" CHECK ("owner" <> '');

ALTER TABLE "agency" ADD COLUMN "reopen_working_days" INTEGER NOT NULL DEFAULT 10 CHECK ("reopen_working_days" BETWEEN 0 AND 120);

-- Which open cases have an engine run at all: asked every minute (register health).
CREATE INDEX "process_run_running_idx" ON "process_run" ("case_id") WHERE "ended_at" IS NULL;

-- What is open is a small part of the register, and asked for most.
CREATE INDEX "case_open_idx" ON "case" ("submitted_at") INCLUDE ("owner") WHERE "closed_at" IS NULL;

-- The agency that asks hears of its cases too.
CREATE OR REPLACE FUNCTION "notify_case"("changed" UUID) RETURNS void LANGUAGE sql AS $$
    SELECT pg_notify('pietura_case', json_build_object(
        'caseId', c."id",
        'clientId', c."client_id",
        'teams', (
            SELECT coalesce(json_agg(DISTINCT x."team"), '[]'::json)
            FROM (
                SELECT unnest(ARRAY[c."holder", c."owner", c."team", c."from_agency"]) AS "team"
                UNION SELECT t."team" FROM "task" t WHERE t."case_id" = c."id" AND t."state" IN ('open', 'completing')
            ) x
            WHERE x."team" IS NOT NULL
        )
    )::text)
    FROM "case" c WHERE c."id" = "changed";
$$;
