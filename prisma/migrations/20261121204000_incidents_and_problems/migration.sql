-- P3 and P4 (issue 5): what an incident and a problem are beside their cases. A row of `incident` is there as long as its case is one.
CREATE TABLE "incident" (
    "case_id" UUID NOT NULL,
    "service_id" TEXT,
    "holder" TEXT NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "words" TEXT[] NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'open',
    "symptom" TEXT,
    "effect_on" DATE,
    "items" TEXT[] NOT NULL DEFAULT '{}',
    "services" TEXT[] NOT NULL DEFAULT '{}',
    "major_at" TIMESTAMPTZ(3),
    "parent_id" UUID,
    "attached_at" TIMESTAMPTZ(3),
    "attached_by" TEXT,
    "known_error_id" UUID,
    "used_workaround" BOOLEAN,
    "cause_removed" BOOLEAN,
    "resolution" TEXT,
    "restored_at" TIMESTAMPTZ(3),
    "verified_by" TEXT,
    "signal_key" TEXT,
    "signals" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "incident_pkey" PRIMARY KEY ("case_id"),
    CONSTRAINT "incident_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "incident_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "incident"("case_id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "incident_not_its_own_parent" CHECK ("parent_id" IS DISTINCT FROM "case_id"),
    CONSTRAINT "incident_state" CHECK ("state" IN ('open', 'diagnosing', 'removed', 'restored'))
);
CREATE INDEX "incident_parent_id_idx" ON "incident"("parent_id") WHERE "parent_id" IS NOT NULL;
CREATE INDEX "incident_service_id_registered_at_idx" ON "incident"("service_id", "registered_at");
CREATE INDEX "incident_registered_at_idx" ON "incident"("registered_at");
CREATE INDEX "incident_holder_registered_at_idx" ON "incident"("holder", "registered_at" DESC);
CREATE INDEX "incident_major_at_idx" ON "incident"("major_at") WHERE "major_at" IS NOT NULL;
CREATE INDEX "incident_items_idx" ON "incident" USING gin("items");
CREATE INDEX "incident_signal_key_idx" ON "incident"("holder", "signal_key") WHERE "signal_key" IS NOT NULL;

-- Who tried what, and what was found: of an incident (P3.2) or a problem (P4.1).
CREATE TABLE "finding" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "tried" TEXT,
    "found" TEXT,
    "by" TEXT,
    "team" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "finding_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "finding_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "finding_case_id_at_idx" ON "finding"("case_id", "at");

-- Stems of what an incident says, without words too short or too common to mean anything.
CREATE FUNCTION "incident_words"(TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg("stem" ORDER BY "stem"), '{}') FROM unnest("search_stems"($1)) AS "stem"
    WHERE length("stem") >= 3 AND "stem" NOT IN ('par', 'pec', 'vai', 'bet', 'jau', 'var', 'nav', 'kas', 'kad', 'kur', 'pie', 'tas', 'sis', 'lai', 'the', 'and', 'not')
$$;

-- How alike two sets of stems are: twice what they share, by what they have (0…1).
CREATE FUNCTION "words_alike"(TEXT[], TEXT[]) RETURNS DOUBLE PRECISION LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN cardinality($1) + cardinality($2) = 0 THEN 0
        ELSE 2.0 * (SELECT count(*) FROM unnest($1) AS "stem" WHERE "stem" = ANY($2)) / (cardinality($1) + cardinality($2)) END::double precision
$$;

-- The row follows its case, whatever wrote that one.
CREATE FUNCTION "keep_incident"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."kind" = 'incident' THEN
        INSERT INTO "incident" ("case_id", "service_id", "holder", "registered_at", "words", "services")
        VALUES (NEW."id", NEW."service_id", NEW."holder", NEW."submitted_at", "incident_words"(NEW."subject"), array_remove(ARRAY[NEW."service_id"], NULL))
        ON CONFLICT ("case_id") DO UPDATE SET "service_id" = excluded."service_id", "holder" = excluded."holder", "words" = excluded."words";
    ELSIF TG_OP = 'UPDATE' AND OLD."kind" = 'incident' THEN
        DELETE FROM "incident" WHERE "case_id" = NEW."id";
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER "case_new_incident" AFTER INSERT ON "case" FOR EACH ROW WHEN (NEW."kind" = 'incident') EXECUTE FUNCTION "keep_incident"();
CREATE TRIGGER "case_other_incident" AFTER UPDATE OF "kind", "service_id", "holder", "subject" ON "case" FOR EACH ROW
    WHEN ((OLD."kind" = 'incident' OR NEW."kind" = 'incident')
        AND (OLD."kind", OLD."service_id", OLD."holder", OLD."subject") IS DISTINCT FROM (NEW."kind", NEW."service_id", NEW."holder", NEW."subject"))
    EXECUTE FUNCTION "keep_incident"();
INSERT INTO "incident" ("case_id", "service_id", "holder", "registered_at", "words", "services")
SELECT "id", "service_id", "holder", "submitted_at", "incident_words"("subject"), array_remove(ARRAY["service_id"], NULL) FROM "case" WHERE "kind" = 'incident';

-- ── problems (P4) ──────────────────────────────────────────────────────────────────────────────────────────────────

-- Which status may follow which; a step that is not here cannot be written, whoever writes it.
CREATE TABLE "problem_step" ("from" TEXT NOT NULL, "to" TEXT NOT NULL, CONSTRAINT "problem_step_pkey" PRIMARY KEY ("from", "to"));
INSERT INTO "problem_step" VALUES
    ('registered', 'investigating'), ('registered', 'closed'),
    ('investigating', 'cause-found'), ('investigating', 'deferred'), ('investigating', 'closed'),
    ('deferred', 'investigating'), ('deferred', 'closed'),
    ('cause-found', 'known-error'), ('cause-found', 'closed'),
    ('known-error', 'waiting-change'), ('known-error', 'investigating'), ('known-error', 'closed'),
    ('waiting-change', 'known-error'), ('waiting-change', 'investigating'), ('waiting-change', 'solved'), ('waiting-change', 'closed'),
    ('solved', 'closed'), ('solved', 'investigating'),
    ('closed', 'registered');

CREATE TABLE "problem" (
    "case_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'registered',
    "source" TEXT NOT NULL DEFAULT 'manual',
    "category" TEXT,
    "owner_id" TEXT,
    "significant" BOOLEAN NOT NULL DEFAULT false,
    "items" TEXT[] NOT NULL DEFAULT '{}',
    "cause" TEXT,
    "solution" TEXT,
    "risk" TEXT,
    "measure" TEXT,
    "deferred_reason" TEXT,
    "review_on" DATE,
    "pause_id" UUID,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "cause_found_at" TIMESTAMPTZ(3),
    "solved_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "review" TEXT,
    "reviewed_by" TEXT,
    "reviewed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "problem_pkey" PRIMARY KEY ("case_id"),
    CONSTRAINT "problem_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "problem_status_raised_at_idx" ON "problem"("status", "raised_at");

CREATE FUNCTION "lawful_problem_step"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW."status" <> 'registered' THEN
        RAISE EXCEPTION 'A problem begins as registered, not %', NEW."status" USING ERRCODE = 'check_violation';
    ELSIF TG_OP = 'UPDATE' AND NEW."status" <> OLD."status" AND NOT EXISTS (SELECT 1 FROM "problem_step" WHERE "from" = OLD."status" AND "to" = NEW."status") THEN
        RAISE EXCEPTION 'A problem does not go from % to %', OLD."status", NEW."status" USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER "problem_lawful_step" BEFORE INSERT OR UPDATE OF "status" ON "problem" FOR EACH ROW EXECUTE FUNCTION "lawful_problem_step"();

-- n:m: an incident may have several causes, a problem many incidents.
CREATE TABLE "problem_incident" (
    "problem_id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "by" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "problem_incident_pkey" PRIMARY KEY ("problem_id", "incident_id"),
    CONSTRAINT "problem_incident_problem_id_fkey" FOREIGN KEY ("problem_id") REFERENCES "problem"("case_id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "problem_incident_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("case_id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "problem_incident_incident_id_idx" ON "problem_incident"("incident_id");

-- The list of known errors. Its words are stems, kept by a trigger, so that any form of a word finds it.
CREATE TABLE "known_error" (
    "id" UUID NOT NULL,
    "problem_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "symptoms" TEXT NOT NULL,
    "workaround" TEXT NOT NULL,
    "workaround_en" TEXT,
    "service_id" TEXT,
    "holder" TEXT NOT NULL,
    "items" TEXT[] NOT NULL DEFAULT '{}',
    "words" TEXT[] NOT NULL DEFAULT '{}',
    "written_by" TEXT,
    "published_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "used" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "known_error_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "known_error_problem_id_key" UNIQUE ("problem_id"),
    CONSTRAINT "known_error_problem_id_fkey" FOREIGN KEY ("problem_id") REFERENCES "problem"("case_id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "known_error_words_idx" ON "known_error" USING gin("words") WHERE "published_at" IS NOT NULL AND "withdrawn_at" IS NULL;
CREATE INDEX "known_error_service_id_idx" ON "known_error"("service_id") WHERE "published_at" IS NOT NULL AND "withdrawn_at" IS NULL;
CREATE FUNCTION "keep_error_words"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW."words" := "incident_words"(concat_ws(' ', NEW."title", NEW."symptoms"));
    RETURN NEW;
END;
$$;
CREATE TRIGGER "known_error_words" BEFORE INSERT OR UPDATE OF "title", "symptoms" ON "known_error" FOR EACH ROW EXECUTE FUNCTION "keep_error_words"();

-- A case of a problem that ends some other way (withdrawn, registered by mistake) takes its problem and its known error along.
CREATE FUNCTION "close_problem"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE "problem" SET "status" = 'closed', "closed_at" = NEW."closed_at", "version" = "version" + 1 WHERE "case_id" = NEW."id" AND "status" <> 'closed';
    UPDATE "known_error" SET "withdrawn_at" = NEW."closed_at" WHERE "problem_id" = NEW."id" AND "withdrawn_at" IS NULL;
    RETURN NULL;
END;
$$;
CREATE TRIGGER "case_closed_problem" AFTER UPDATE OF "closed_at" ON "case" FOR EACH ROW
    WHEN (NEW."kind" = 'problem' AND OLD."closed_at" IS NULL AND NEW."closed_at" IS NOT NULL) EXECUTE FUNCTION "close_problem"();

-- P4.6: what is to be done after a significant problem, by whom, where it goes.
CREATE TABLE "problem_action" (
    "id" UUID NOT NULL,
    "problem_id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "goes_to" TEXT NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    CONSTRAINT "problem_action_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "problem_action_problem_id_fkey" FOREIGN KEY ("problem_id") REFERENCES "problem"("case_id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "problem_action_problem_id_idx" ON "problem_action"("problem_id");

-- M6: like incidents, gathered; a person accepts or dismisses. `weights` are those that made it, so that its why can be read later.
CREATE TABLE "problem_proposal" (
    "id" UUID NOT NULL,
    "holder" TEXT NOT NULL,
    "service_id" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "why" JSONB NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "problem_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "problem_proposal_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "problem_proposal_state" CHECK ("state" IN ('open', 'accepted', 'dismissed'))
);
CREATE INDEX "problem_proposal_state_changed_at_idx" ON "problem_proposal"("state", "changed_at");
CREATE TABLE "proposal_incident" (
    "proposal_id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    CONSTRAINT "proposal_incident_pkey" PRIMARY KEY ("proposal_id", "incident_id"),
    CONSTRAINT "proposal_incident_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "problem_proposal"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "proposal_incident_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("case_id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "proposal_incident_incident_id_idx" ON "proposal_incident"("incident_id");

-- What makes incidents alike, as data: weights of the four parts, from which score on, within how many days, and how many make a proposal.
CREATE TABLE "likeness_rule" (
    "agency" TEXT NOT NULL,
    "service_weight" DOUBLE PRECISION NOT NULL,
    "item_weight" DOUBLE PRECISION NOT NULL,
    "words_weight" DOUBLE PRECISION NOT NULL,
    "time_weight" DOUBLE PRECISION NOT NULL,
    "threshold" DOUBLE PRECISION NOT NULL,
    "days" INTEGER NOT NULL,
    "smallest" INTEGER NOT NULL,
    CONSTRAINT "likeness_rule_pkey" PRIMARY KEY ("agency"),
    CONSTRAINT "likeness_rule_sane" CHECK ("threshold" > 0 AND "days" BETWEEN 1 AND 365 AND "smallest" >= 2
        AND "service_weight" >= 0 AND "item_weight" >= 0 AND "words_weight" >= 0 AND "time_weight" >= 0)
);
INSERT INTO "likeness_rule" VALUES ('*', 0.3, 0.3, 0.5, 0.1, 0.45, 14, 3);

-- P4.4, P4.5: the trends of a month, once for each agency and month.
CREATE TABLE "trend_report" (
    "id" UUID NOT NULL,
    "agency" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" TEXT,
    "data" JSONB NOT NULL,
    "conclusion" TEXT,
    "concluded_by" TEXT,
    "concluded_at" TIMESTAMPTZ(3),
    CONSTRAINT "trend_report_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "trend_report_agency_period_key" UNIQUE ("agency", "period"),
    CONSTRAINT "trend_report_period" CHECK ("period" ~ '^\d{4}-(0[1-9]|1[0-2])$')
);
