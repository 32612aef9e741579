-- P5 (issue 5): what a change is beside its case, its decisions, the voices of board and affected parties, standard changes, members of the board.

-- Which status may follow which; a step that is not here cannot be written, whoever writes it.
CREATE TABLE "change_step" ("from" TEXT NOT NULL, "to" TEXT NOT NULL, CONSTRAINT "change_step_pkey" PRIMARY KEY ("from", "to"));
INSERT INTO "change_step" VALUES
    ('registered', 'classified'), ('registered', 'closed'),
    ('classified', 'assessing'), ('classified', 'closed'),
    ('assessing', 'with-board'), ('assessing', 'approved'), ('assessing', 'refused'), ('assessing', 'closed'),
    ('with-board', 'approved'), ('with-board', 'refused'), ('with-board', 'deferred'), ('with-board', 'assessing'), ('with-board', 'closed'),
    ('deferred', 'with-board'), ('deferred', 'closed'),
    ('approved', 'planned'), ('approved', 'with-board'), ('approved', 'closed'),
    ('planned', 'implementing'), ('planned', 'with-board'), ('planned', 'closed'),
    ('implementing', 'implemented'), ('implementing', 'backed-out'), ('implementing', 'closed'),
    ('backed-out', 'planned'), ('backed-out', 'with-board'), ('backed-out', 'closed'),
    ('implemented', 'evaluated'), ('implemented', 'planned'), ('implemented', 'with-board'), ('implemented', 'backed-out'), ('implemented', 'closed'),
    ('evaluated', 'closed'), ('refused', 'closed'), ('closed', 'registered');

CREATE TABLE "change" (
    "case_id" UUID NOT NULL,
    "holder" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'registered',
    "class" TEXT,
    "standard_id" UUID,
    "why" TEXT,
    "benefit" TEXT,
    "urgent_why" TEXT,
    "services" TEXT[] NOT NULL DEFAULT '{}',
    "items" TEXT[] NOT NULL DEFAULT '{}',
    "effort_hours" INTEGER,
    "cost_cents" INTEGER,
    "risk_level" TEXT,
    "risk" TEXT,
    "recommends" TEXT,
    "recommendation" TEXT,
    "agenda" TEXT[] NOT NULL DEFAULT '{}',
    "assessed_by" TEXT,
    "assessed_at" TIMESTAMPTZ(3),
    "approval_id" UUID,
    "accepted_risk" INTEGER,
    "told_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "defer_until" DATE,
    "pause_id" UUID,
    "planned_start" TIMESTAMPTZ(3),
    "planned_end" TIMESTAMPTZ(3),
    "resources" TEXT,
    "planned_hours" INTEGER,
    "planned_cents" INTEGER,
    "plan_risk" INTEGER,
    "back_out_plan" TEXT,
    "interruption" TEXT,
    "watch_days" INTEGER,
    "planned_by" TEXT,
    "planned_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "implemented_at" TIMESTAMPTZ(3),
    "items_set" JSONB NOT NULL DEFAULT '[]',
    "goal_reached" TEXT,
    "result" TEXT,
    "actual_hours" INTEGER,
    "actual_cents" INTEGER,
    "incidents_before" INTEGER,
    "incidents_after" INTEGER,
    "evaluated_by" TEXT,
    "evaluated_at" TIMESTAMPTZ(3),
    "backed_out" INTEGER NOT NULL DEFAULT 0,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "change_pkey" PRIMARY KEY ("case_id"),
    CONSTRAINT "change_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "change_class" CHECK ("class" IN ('standard', 'normal', 'urgent')),
    CONSTRAINT "change_risk" CHECK ("plan_risk" BETWEEN 1 AND 3 AND "accepted_risk" BETWEEN 1 AND 3),
    CONSTRAINT "change_window" CHECK ("planned_end" > "planned_start"),
    -- the gate of P5.7 (PROCESSES P5, "Purpose"): approved, time set, resources planned, risk accepted; nothing is implemented without it
    CONSTRAINT "change_gate" CHECK ("status" NOT IN ('implementing', 'implemented', 'evaluated') OR ("approval_id" IS NOT NULL
        AND "planned_start" IS NOT NULL AND "planned_end" IS NOT NULL AND "resources" IS NOT NULL AND "back_out_plan" IS NOT NULL
        AND "plan_risk" IS NOT NULL AND "accepted_risk" IS NOT NULL AND "plan_risk" <= "accepted_risk"))
);
CREATE INDEX "change_status_raised_at_idx" ON "change"("status", "raised_at" DESC);
CREATE INDEX "change_raised_at_idx" ON "change"("raised_at" DESC, "case_id" DESC);
CREATE INDEX "change_holder_raised_at_idx" ON "change"("holder", "raised_at" DESC);
CREATE INDEX "change_planned_start_idx" ON "change"("planned_start", "planned_end") WHERE "planned_start" IS NOT NULL;
CREATE INDEX "change_items_idx" ON "change" USING gin("items");
CREATE INDEX "change_services_idx" ON "change" USING gin("services");

-- Every decision about a change stays (P5.5). `standard_id`: the approval given beforehand to changes of that kind.
CREATE TABLE "change_decision" (
    "id" UUID NOT NULL,
    "change_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "grounds" TEXT NOT NULL,
    "conditions" TEXT,
    "accepted_risk" INTEGER,
    "defer_until" DATE,
    "standard_id" UUID,
    "by" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "change_decision_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "change_decision_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "change"("case_id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "change_decision_outcome" CHECK ("outcome" IN ('approve', 'refuse', 'more-information', 'defer'))
);
CREATE INDEX "change_decision_change_id_at_idx" ON "change_decision"("change_id", "at" DESC);

-- The board's round (P5.4) or that of the parties affected (P5.6): who is asked, by when, what each says.
CREATE TABLE "change_round" (
    "id" UUID NOT NULL,
    "change_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "agenda" TEXT[] NOT NULL DEFAULT '{}',
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "answer_by" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "minutes_id" UUID,
    CONSTRAINT "change_round_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "change_round_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "change"("case_id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "change_round_kind" CHECK ("kind" IN ('board', 'agreement'))
);
CREATE INDEX "change_round_change_id_idx" ON "change_round"("change_id", "opened_at" DESC);
CREATE UNIQUE INDEX "change_round_open_key" ON "change_round"("change_id", "kind") WHERE "closed_at" IS NULL;
CREATE TABLE "change_voice" (
    "round_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "agency" TEXT NOT NULL,
    "services" TEXT[] NOT NULL DEFAULT '{}',
    "vote" TEXT,
    "words" TEXT,
    "by_id" TEXT,
    "at" TIMESTAMPTZ(3),
    CONSTRAINT "change_voice_pkey" PRIMARY KEY ("round_id", "user_id"),
    CONSTRAINT "change_voice_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "change_round"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "change_voice_vote" CHECK ("vote" IN ('for', 'against', 'abstain'))
);
CREATE INDEX "change_voice_user_id_idx" ON "change_voice"("user_id") WHERE "at" IS NULL;

-- Members of an agency's advisory board: for one service or for all, and whether they sit on the smaller board of urgent changes.
CREATE TABLE "board_member" (
    "id" UUID NOT NULL,
    "agency" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "service_id" TEXT,
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "board_member_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "board_member_days" CHECK ("valid_to" IS NULL OR "valid_to" >= "valid_from")
);
CREATE INDEX "board_member_agency_idx" ON "board_member"("agency", "valid_to");
CREATE UNIQUE INDEX "board_member_once_key" ON "board_member"("agency", "user_id", coalesce("service_id", '')) WHERE "valid_to" IS NULL;

-- Standard changes: approved beforehand, by whom and until when (classes of P5).
CREATE TABLE "standard_change" (
    "id" UUID NOT NULL,
    "agency" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "accepted_risk" INTEGER NOT NULL,
    "approved_by" TEXT NOT NULL,
    "approved_at" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" DATE NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by" TEXT,
    CONSTRAINT "standard_change_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "standard_change_risk" CHECK ("accepted_risk" BETWEEN 1 AND 3)
);
CREATE INDEX "standard_change_agency_idx" ON "standard_change"("agency", "valid_to");

-- What an agency has set about its changes: how long board and parties have, and whether its diagrams are published by an approved change only.
CREATE TABLE "change_setting" (
    "agency" TEXT NOT NULL,
    "board_days" INTEGER NOT NULL DEFAULT 5,
    "urgent_hours" INTEGER NOT NULL DEFAULT 4,
    "agreement_days" INTEGER NOT NULL DEFAULT 3,
    "publish_by_change" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "change_setting_pkey" PRIMARY KEY ("agency"),
    CONSTRAINT "change_setting_sane" CHECK ("board_days" BETWEEN 1 AND 60 AND "urgent_hours" BETWEEN 1 AND 168 AND "agreement_days" BETWEEN 1 AND 60)
);

-- Change requests there were before this register: those that are over stay so; one that was carried out had somebody's approval.
INSERT INTO "change" ("case_id", "holder", "status", "raised_at", "closed_at", "services")
SELECT "id", "holder", CASE WHEN "status" IN ('done', 'closed') THEN 'closed' ELSE 'registered' END, "submitted_at", "closed_at", array_remove(ARRAY["service_id"], NULL)
FROM "case" WHERE "kind" = 'change-request';
INSERT INTO "change_decision" ("id", "change_id", "outcome", "grounds", "at")
SELECT gen_random_uuid(), "id", 'approve', 'Izpildīts, pirms bija izmaiņu reģistrs', coalesce("closed_at", "submitted_at")
FROM "case" WHERE "kind" = 'change-request' AND "status" IN ('done', 'closed') AND "outcome" = 'fulfilled';
UPDATE "change" SET "approval_id" = "change_decision"."id" FROM "change_decision" WHERE "change_decision"."change_id" = "change"."case_id";

CREATE FUNCTION "lawful_change_step"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW."status" <> 'registered' THEN
        RAISE EXCEPTION 'A change begins as registered, not %', NEW."status" USING ERRCODE = 'check_violation';
    ELSIF TG_OP = 'UPDATE' AND NEW."status" <> OLD."status" AND NOT EXISTS (SELECT 1 FROM "change_step" WHERE "from" = OLD."status" AND "to" = NEW."status") THEN
        RAISE EXCEPTION 'A change does not go from % to %', OLD."status", NEW."status" USING ERRCODE = 'check_violation';
    ELSIF NEW."approval_id" IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM "change_decision" WHERE "id" = NEW."approval_id" AND "change_id" = NEW."case_id" AND "outcome" = 'approve') THEN
        RAISE EXCEPTION 'A change is approved by a decision only' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER "change_lawful_step" BEFORE INSERT OR UPDATE OF "status", "approval_id" ON "change" FOR EACH ROW EXECUTE FUNCTION "lawful_change_step"();

-- The row follows its case, whatever wrote that one: the register knows every change request from its first moment (P5.1).
CREATE FUNCTION "keep_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."kind" = 'change-request' THEN
        INSERT INTO "change" ("case_id", "holder", "raised_at", "services")
        VALUES (NEW."id", NEW."holder", NEW."submitted_at", array_remove(ARRAY[NEW."service_id"], NULL))
        ON CONFLICT ("case_id") DO UPDATE SET "holder" = excluded."holder",
            "services" = CASE WHEN "change"."assessed_at" IS NULL THEN excluded."services" ELSE "change"."services" END;
    ELSIF TG_OP = 'UPDATE' AND OLD."kind" = 'change-request' THEN
        DELETE FROM "change" WHERE "case_id" = NEW."id";
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER "case_new_change" AFTER INSERT ON "case" FOR EACH ROW WHEN (NEW."kind" = 'change-request') EXECUTE FUNCTION "keep_change"();
CREATE TRIGGER "case_other_change" AFTER UPDATE OF "kind", "service_id", "holder" ON "case" FOR EACH ROW
    WHEN ((OLD."kind" = 'change-request' OR NEW."kind" = 'change-request')
        AND (OLD."kind", OLD."service_id", OLD."holder") IS DISTINCT FROM (NEW."kind", NEW."service_id", NEW."holder"))
    EXECUTE FUNCTION "keep_change"();

-- A case that is closed, however it ended, closes its change and whatever was still being asked.
CREATE FUNCTION "close_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE "change" SET "status" = 'closed', "closed_at" = NEW."closed_at", "version" = "version" + 1 WHERE "case_id" = NEW."id" AND "status" <> 'closed';
    UPDATE "change_round" SET "closed_at" = NEW."closed_at" WHERE "change_id" = NEW."id" AND "closed_at" IS NULL;
    RETURN NULL;
END;
$$;
CREATE TRIGGER "case_closed_change" AFTER UPDATE OF "closed_at" ON "case" FOR EACH ROW
    WHEN (NEW."kind" = 'change-request' AND OLD."closed_at" IS NULL AND NEW."closed_at" IS NOT NULL) EXECUTE FUNCTION "close_change"();
