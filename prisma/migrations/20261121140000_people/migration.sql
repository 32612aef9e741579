-- Work that changes hands (B7, B3.3, B3.13): hand-overs, absences, escalations in full, presence, working time.

-- "B for A": the assignee stands in for a colleague who is away.
ALTER TABLE "task" ADD COLUMN "on_behalf_of_id" TEXT;
-- Who may take a task of an assignee who is away today. Reckoned from the absences (web/api/absences) whenever they, the day or the task change.
ALTER TABLE "task" ADD COLUMN "stand_in_id" TEXT;
CREATE INDEX "task_stand_in_idx" ON "task"("stand_in_id") WHERE "state" = 'open' AND "stand_in_id" IS NOT NULL;
CREATE INDEX "task_on_behalf_of_idx" ON "task"("on_behalf_of_id") WHERE "state" = 'open' AND "on_behalf_of_id" IS NOT NULL;

CREATE TABLE "hand_over" (
    "id" UUID NOT NULL,
    "task_key" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "from_id" TEXT,
    "former_id" TEXT,
    "from_team" TEXT NOT NULL,
    "from_role" TEXT NOT NULL,
    "to_id" TEXT,
    "to_team" TEXT,
    "for_id" TEXT,
    "note" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "taken_at" TIMESTAMPTZ(3),
    "returned_at" TIMESTAMPTZ(3),
    "return_reason" TEXT,
    CONSTRAINT "hand_over_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "hand_over_task_key_fkey" FOREIGN KEY ("task_key") REFERENCES "task"("key") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "hand_over_kind" CHECK ("kind" IN ('hand-over', 'take-over', 'stand-in', 'decision')),
    CONSTRAINT "hand_over_to_one" CHECK ("to_id" IS NULL OR "to_team" IS NULL)
);
CREATE INDEX "hand_over_task_key_at_idx" ON "hand_over"("task_key", "at");
CREATE INDEX "hand_over_from_id_idx" ON "hand_over"("from_id") WHERE "returned_at" IS NULL;
CREATE INDEX "hand_over_case_id_idx" ON "hand_over"("case_id");

-- A task that changes hands has another assignee: who stood in for the former one does not for the new one.
CREATE FUNCTION "forget_stand_in"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW."stand_in_id" := NULL;
    RETURN NEW;
END;
$$;
CREATE TRIGGER "task_forget_stand_in" BEFORE UPDATE OF "assignee_id" ON "task" FOR EACH ROW
    WHEN (OLD."assignee_id" IS DISTINCT FROM NEW."assignee_id") EXECUTE FUNCTION "forget_stand_in"();

CREATE TABLE "absence" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "agency_id" TEXT NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "covers" TEXT NOT NULL DEFAULT 'all',
    "substitute_id" TEXT,
    "note" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "absence_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "absence_days" CHECK ("from_on" <= "to_on"),
    CONSTRAINT "absence_not_self" CHECK ("substitute_id" <> "user_id"),
    CONSTRAINT "absence_covers" CHECK ("covers" ~ '^(all|kind:[a-z-]+|service:[a-z0-9-]+)$'),
    -- one person, one filter, one day: one absence. Person and filter are one point of a range of 64-bit hashes, because GiST
    -- compares text for equality only with an extension that not every PostgreSQL brings along
    CONSTRAINT "absence_no_overlap" EXCLUDE USING gist (
        int8range(hashtextextended("user_id" || ' ' || "covers", 0), hashtextextended("user_id" || ' ' || "covers", 0), '[]') WITH &&,
        daterange("from_on", "to_on", '[]') WITH &&
    )
);
CREATE INDEX "absence_agency_id_to_on_idx" ON "absence"("agency_id", "to_on");

-- What colleagues are told about their work; shown on screen until read.
CREATE TABLE "staff_notice" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "task_key" TEXT,
    "by_id" TEXT,
    "words" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3),
    CONSTRAINT "staff_notice_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "staff_notice_unseen_idx" ON "staff_notice"("user_id", "at") WHERE "seen_at" IS NULL;

-- Escalations in full: why (kind and words), which team decides, what was decided and why, and what it is linked to.
ALTER TABLE "escalation" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'manual';
ALTER TABLE "escalation" ADD COLUMN "team" TEXT;
ALTER TABLE "escalation" ADD COLUMN "linked_case_id" UUID;
ALTER TABLE "escalation" ADD COLUMN "decision_note" TEXT;
ALTER TABLE "escalation" ADD COLUMN "assigned_to" TEXT;
ALTER TABLE "escalation" ADD COLUMN "once_key" TEXT;
ALTER TABLE "escalation" ADD COLUMN "engine_at" TIMESTAMPTZ(3);
UPDATE "escalation" SET "kind" = CASE WHEN "type" = 'functional' THEN 'execution' WHEN "reason" = 'deadline' THEN 'deadline' ELSE 'manual' END,
    "team" = split_part("to", '/', 1), "engine_at" = "at";
CREATE UNIQUE INDEX "escalation_once_key_key" ON "escalation"("once_key");
CREATE INDEX "escalation_open_team_idx" ON "escalation"("team", "at", "id") WHERE "decided_at" IS NULL AND "type" = 'hierarchical';

-- What the lead told the worker; it stays on the worker's screen until acknowledged.
CREATE TABLE "instruction" (
    "id" UUID NOT NULL,
    "escalation_id" UUID,
    "case_id" UUID NOT NULL,
    "task_key" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    CONSTRAINT "instruction_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "instruction_open_task_idx" ON "instruction"("task_key") WHERE "acknowledged_at" IS NULL;
CREATE INDEX "instruction_case_id_idx" ON "instruction"("case_id");

-- Who has a case open now. Unlogged: it is worth nothing after a crash, and no trace of it stays in the log of the database.
CREATE UNLOGGED TABLE "presence" (
    "case_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "tab_id" TEXT NOT NULL,
    "writing" BOOLEAN NOT NULL DEFAULT false,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "presence_pkey" PRIMARY KEY ("case_id", "user_id", "tab_id")
);
CREATE INDEX "presence_expires_at_idx" ON "presence"("expires_at");

-- Up to when a person's time has been counted, in whatever case: nobody works on two cases at once.
CREATE TABLE "work_cursor" (
    "user_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "work_cursor_pkey" PRIMARY KEY ("user_id")
);

CREATE TABLE "work_time" (
    "id" UUID NOT NULL,
    "case_id" UUID,
    "contact_id" UUID,
    "user_id" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "seconds" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "corrected_from" INTEGER,
    "reason" TEXT,
    "corrected_by" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "work_time_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "work_time_of_one" CHECK (("case_id" IS NULL) <> ("contact_id" IS NULL)),
    CONSTRAINT "work_time_source" CHECK ("source" IN ('measured', 'corrected')),
    CONSTRAINT "work_time_seconds" CHECK ("seconds" BETWEEN 0 AND 86400),
    CONSTRAINT "work_time_reason" CHECK ("source" = 'measured' OR ("reason" IS NOT NULL AND "corrected_by" IS NOT NULL AND "corrected_from" IS NOT NULL))
);
-- one measured value for a person, a day and a case or contact; corrections stand beside it and never over it
CREATE UNIQUE INDEX "work_time_measured_case_key" ON "work_time"("case_id", "user_id", "on") WHERE "source" = 'measured' AND "case_id" IS NOT NULL;
CREATE UNIQUE INDEX "work_time_measured_contact_key" ON "work_time"("contact_id", "user_id", "on") WHERE "source" = 'measured' AND "contact_id" IS NOT NULL;
CREATE INDEX "work_time_case_id_idx" ON "work_time"("case_id") WHERE "case_id" IS NOT NULL;
CREATE INDEX "work_time_contact_id_idx" ON "work_time"("contact_id") WHERE "contact_id" IS NOT NULL;
CREATE INDEX "work_time_user_id_on_idx" ON "work_time"("user_id", "on");

-- Tells every API instance, when the transaction commits, that somebody has come to a case, left it or begun to write. Ids only.
CREATE FUNCTION "notify_presence"("changed" UUID) RETURNS void LANGUAGE sql AS $$
    SELECT pg_notify('pietura_presence', json_build_object(
        'caseId', c."id",
        'teams', (
            SELECT coalesce(json_agg(DISTINCT x."team"), '[]'::json)
            FROM (
                SELECT unnest(ARRAY[c."holder", c."owner", c."team"]) AS "team"
                UNION SELECT t."team" FROM "task" t WHERE t."case_id" = c."id" AND t."state" IN ('open', 'completing')
            ) x
            WHERE x."team" IS NOT NULL
        )
    )::text)
    FROM "case" c WHERE c."id" = "changed";
$$;
