-- Lists of tasks and cases stay as fast with a million cases as with ten (F5, BARS C1–C7): each order they can be read in has an
-- index that begins with the right (whose rows) and ends with the key, so that a page is a walk of fifty steps wherever it begins.

-- ── What a task is put in order by lies on the task itself ─────────────────────────────────────────────────────────
-- Kept by triggers: the due date of a case is changed in many places, by workers and by people, and none may forget it.
ALTER TABLE "task"
    ADD COLUMN "due_order" TIMESTAMPTZ(3) NOT NULL DEFAULT '9999-12-31T00:00:00Z',
    ADD COLUMN "priority" INTEGER NOT NULL DEFAULT 4,
    ADD COLUMN "case_code" TEXT COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN "service_order" TEXT COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN "owner" TEXT NOT NULL DEFAULT '';

-- FOR SHARE: a step that is just changing the case is waited for, else its change would be missed.
CREATE FUNCTION "order_task"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT coalesce(c."due_at", '9999-12-31T00:00:00Z'), c."priority", c."code", coalesce(c."service_id", ''), c."owner"
    INTO NEW."due_order", NEW."priority", NEW."case_code", NEW."service_order", NEW."owner"
    FROM "case" c WHERE c."id" = NEW."case_id" FOR SHARE;
    RETURN NEW;
END;
$$;
CREATE TRIGGER "task_ordered" BEFORE INSERT ON "task" FOR EACH ROW EXECUTE FUNCTION "order_task"();

CREATE FUNCTION "order_tasks_of_case"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE "task" SET "due_order" = coalesce(NEW."due_at", '9999-12-31T00:00:00Z'), "priority" = NEW."priority", "case_code" = NEW."code",
        "service_order" = coalesce(NEW."service_id", ''), "owner" = NEW."owner"
    WHERE "case_id" = NEW."id" AND "state" = 'open';
    RETURN NULL;
END;
$$;
CREATE TRIGGER "case_orders_tasks" AFTER UPDATE OF "due_at", "priority", "code", "service_id", "owner" ON "case" FOR EACH ROW
    WHEN ((OLD."due_at", OLD."priority", OLD."code", OLD."service_id", OLD."owner") IS DISTINCT FROM (NEW."due_at", NEW."priority", NEW."code", NEW."service_id", NEW."owner"))
    EXECUTE FUNCTION "order_tasks_of_case"();

UPDATE "task" t SET "due_order" = coalesce(c."due_at", '9999-12-31T00:00:00Z'), "priority" = c."priority", "case_code" = c."code",
    "service_order" = coalesce(c."service_id", ''), "owner" = c."owner"
FROM "case" c WHERE c."id" = t."case_id";

DROP INDEX "task_open_team_idx";
CREATE INDEX "task_team_due_idx" ON "task"("team", "due_order", "key") WHERE "state" = 'open';
CREATE INDEX "task_team_age_idx" ON "task"("team", "created_at", "key") WHERE "state" = 'open';
CREATE INDEX "task_team_priority_idx" ON "task"("team", "priority", "due_order", "key") WHERE "state" = 'open';
CREATE INDEX "task_team_code_idx" ON "task"("team", "case_code", "key") WHERE "state" = 'open';
CREATE INDEX "task_team_service_idx" ON "task"("team", "service_order", "due_order", "key") WHERE "state" = 'open';
-- What the front office watches: tasks of its cases that other agencies do (P1.5).
CREATE INDEX "task_owner_due_idx" ON "task"("owner", "due_order", "key") WHERE "state" = 'open' AND "owner" <> "team";
CREATE INDEX "task_owner_age_idx" ON "task"("owner", "created_at", "key") WHERE "state" = 'open' AND "owner" <> "team";
CREATE INDEX "task_owner_priority_idx" ON "task"("owner", "priority", "due_order", "key") WHERE "state" = 'open' AND "owner" <> "team";
CREATE INDEX "task_owner_code_idx" ON "task"("owner", "case_code", "key") WHERE "state" = 'open' AND "owner" <> "team";
CREATE INDEX "task_owner_service_idx" ON "task"("owner", "service_order", "due_order", "key") WHERE "state" = 'open' AND "owner" <> "team";

-- ── Cases ──────────────────────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE "case"
    ADD COLUMN "due_order" TIMESTAMPTZ(3) NOT NULL GENERATED ALWAYS AS (coalesce("due_at", '9999-12-31T00:00:00Z'::timestamptz)) STORED,
    ADD COLUMN "service_order" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (coalesce("service_id", '')) STORED,
    -- F11, "what is new since I last looked": the last thing that happened which a list should point at, and who did it
    ADD COLUMN "news" TEXT,
    ADD COLUMN "news_at" TIMESTAMPTZ(3),
    ADD COLUMN "news_by" TEXT;

DROP INDEX "case_open_team_idx";
-- Each case once: by its owner; by its holder where that is another; by the team where that is a third.
CREATE INDEX "case_owner_due_idx" ON "case"("owner", "due_order", "id") WHERE "closed_at" IS NULL;
CREATE INDEX "case_owner_priority_idx" ON "case"("owner", "priority", "due_order", "id") WHERE "closed_at" IS NULL;
CREATE INDEX "case_owner_service_idx" ON "case"("owner", "service_order", "due_order", "id") WHERE "closed_at" IS NULL;
CREATE INDEX "case_owner_age_open_idx" ON "case"("owner", "submitted_at", "id") WHERE "closed_at" IS NULL;
CREATE INDEX "case_owner_age_idx" ON "case"("owner", "submitted_at", "id");
CREATE INDEX "case_owner_closed_idx" ON "case"("owner", "closed_at", "id") WHERE "closed_at" IS NOT NULL;
CREATE INDEX "case_owner_code_idx" ON "case"("owner", "code" COLLATE "C");
CREATE INDEX "case_holder_due_idx" ON "case"("holder", "due_order", "id") WHERE "closed_at" IS NULL AND "holder" <> "owner";
CREATE INDEX "case_holder_priority_idx" ON "case"("holder", "priority", "due_order", "id") WHERE "closed_at" IS NULL AND "holder" <> "owner";
CREATE INDEX "case_holder_service_idx" ON "case"("holder", "service_order", "due_order", "id") WHERE "closed_at" IS NULL AND "holder" <> "owner";
CREATE INDEX "case_holder_age_open_idx" ON "case"("holder", "submitted_at", "id") WHERE "closed_at" IS NULL AND "holder" <> "owner";
CREATE INDEX "case_holder_age_idx" ON "case"("holder", "submitted_at", "id") WHERE "holder" <> "owner";
CREATE INDEX "case_holder_closed_idx" ON "case"("holder", "closed_at", "id") WHERE "closed_at" IS NOT NULL AND "holder" <> "owner";
CREATE INDEX "case_holder_code_idx" ON "case"("holder", "code" COLLATE "C") WHERE "holder" <> "owner";
-- A third agency works on few: one index, the rest is put in order in memory.
CREATE INDEX "case_team_idx" ON "case"("team", "due_order", "id") WHERE "team" <> "owner" AND "team" <> "holder";
CREATE INDEX "case_from_agency_idx" ON "case"("from_agency", "due_order", "id") WHERE "from_agency" IS NOT NULL;
-- Auditors see all.
CREATE INDEX "case_due_idx" ON "case"("due_order", "id") WHERE "closed_at" IS NULL;
CREATE INDEX "case_priority_idx" ON "case"("priority", "due_order", "id") WHERE "closed_at" IS NULL;
CREATE INDEX "case_service_idx" ON "case"("service_order", "due_order", "id") WHERE "closed_at" IS NULL;
CREATE INDEX "case_age_idx" ON "case"("submitted_at", "id");
CREATE INDEX "case_closed_idx" ON "case"("closed_at", "id") WHERE "closed_at" IS NOT NULL;
CREATE INDEX "case_code_idx" ON "case"("code" COLLATE "C");
-- Few of many, and last in the order of due dates, because a clock that is paused has none: what waits.
CREATE INDEX "case_owner_waiting_idx" ON "case"("owner", "due_order", "id") WHERE "waits_for" IS NOT NULL AND "closed_at" IS NULL;
CREATE INDEX "case_holder_waiting_idx" ON "case"("holder", "due_order", "id") WHERE "waits_for" IS NOT NULL AND "closed_at" IS NULL AND "holder" <> "owner";

CREATE FUNCTION "tell_news"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE "case" SET "news" = NEW."name", "news_at" = NEW."at", "news_by" = NEW."actor" WHERE "id" = NEW."case_id";
    RETURN NULL;
END;
$$;
CREATE TRIGGER "case_event_news" AFTER INSERT ON "case_event" FOR EACH ROW
    WHEN (NEW."name" IN ('handed-over', 'returned', 'question-answered', 'question-expired', 'deadline-warning', 'deadline-missed', 'deadline-changed',
        'escalated', 'escalation-decided', 'task-assigned', 'message-sent', 'document-added', 'feedback-given', 'withdrawn', 'reopened'))
    EXECUTE FUNCTION "tell_news"();

-- ── Views that people keep, and when they last looked ──────────────────────────────────────────────────────────────
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "owner_kind" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "saved_view_owner_kind" CHECK ("owner_kind" IN ('user', 'team'))
);
CREATE INDEX "saved_view_owner_kind_owner_id_position_idx" ON "saved_view"("owner_kind", "owner_id", "position");
-- One default a person.
CREATE UNIQUE INDEX "saved_view_default_idx" ON "saved_view"("owner_kind", "owner_id") WHERE "is_default";

CREATE TABLE "view_look" (
    "user_id" TEXT NOT NULL,
    "view" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "view_look_pkey" PRIMARY KEY ("user_id", "view")
);
