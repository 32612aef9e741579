-- First light: equal to prisma/schema.prisma (drawn up by Prisma's schema engine), then what Prisma cannot say.

-- CreateTable
CREATE TABLE "agency" (
    "id" TEXT NOT NULL,
    "title_lv" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,

    CONSTRAINT "agency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "client" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'natural',
    "personal_code" TEXT,
    "given_name" TEXT NOT NULL,
    "family_name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "language" TEXT NOT NULL DEFAULT 'lv',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "client_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_account" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "agency_id" TEXT,
    "roles" TEXT[],
    "client_id" UUID,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "service_id" TEXT,
    "holder" TEXT NOT NULL,
    "client_id" UUID,
    "applicant_user_id" TEXT,
    "registrar_user_id" TEXT,
    "by_mandate" BOOLEAN NOT NULL DEFAULT false,
    "channel" TEXT NOT NULL,
    "subject" TEXT,
    "status" TEXT NOT NULL DEFAULT 'submitted',
    "stage" TEXT NOT NULL DEFAULT 'application',
    "outcome" TEXT,
    "impact" TEXT NOT NULL DEFAULT 'one',
    "urgency" TEXT NOT NULL DEFAULT 'medium',
    "priority" INTEGER NOT NULL DEFAULT 4,
    "owner" TEXT NOT NULL DEFAULT 'kac',
    "level" INTEGER NOT NULL DEFAULT 1,
    "team" TEXT,
    "waits_for" TEXT,
    "result_way" TEXT NOT NULL DEFAULT 'e-account',
    "due_at" TIMESTAMPTZ(3),
    "overdue" BOOLEAN NOT NULL DEFAULT false,
    "escalated" BOOLEAN NOT NULL DEFAULT false,
    "started_at" TIMESTAMPTZ(3),
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_counter" (
    "prefix" TEXT NOT NULL,
    "next" INTEGER NOT NULL,

    CONSTRAINT "case_counter_pkey" PRIMARY KEY ("prefix")
);

-- CreateTable
CREATE TABLE "case_form" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "form_id" TEXT NOT NULL,
    "form_version" TEXT NOT NULL,
    "task_key" TEXT,
    "data" JSONB NOT NULL,
    "filled_by" TEXT NOT NULL,
    "filled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_form_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_event" (
    "id" BIGSERIAL NOT NULL,
    "case_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "actor" TEXT,
    "public" BOOLEAN NOT NULL DEFAULT true,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_fact" (
    "case_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_fact_pkey" PRIMARY KEY ("case_id","key")
);

-- CreateTable
CREATE TABLE "case_message" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "direction" TEXT NOT NULL,
    "notice" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "body" TEXT,
    "sender_id" TEXT,
    "sender_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "case_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answer_by" TIMESTAMPTZ(3) NOT NULL,
    "reminded_at" TIMESTAMPTZ(3),
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "expired_at" TIMESTAMPTZ(3),

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "added_by" TEXT,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "public" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "task_key" TEXT,
    "outcome" TEXT NOT NULL,
    "grounds" TEXT[],
    "reason" TEXT,
    "amount_cents" INTEGER,
    "appeal_until" TIMESTAMPTZ(3),
    "automatic" BOOLEAN NOT NULL DEFAULT false,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clock_event" (
    "id" BIGSERIAL NOT NULL,
    "case_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "actor" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "clock_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalation" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "decision" TEXT,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "escalation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback" (
    "case_id" UUID NOT NULL,
    "rating" INTEGER NOT NULL,
    "comment" TEXT,
    "disputed" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "draft" (
    "user_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("user_id","subject")
);

-- CreateTable
CREATE TABLE "journal_position" (
    "partition" INTEGER NOT NULL,
    "position" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "journal_position_pkey" PRIMARY KEY ("partition")
);

-- CreateTable
CREATE TABLE "process_run" (
    "key" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "parent_key" TEXT,
    "process_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "terminated" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "process_run_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "task" (
    "key" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "run_key" TEXT NOT NULL,
    "process_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "element_id" TEXT NOT NULL,
    "title_lv" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "form_id" TEXT,
    "form_key" TEXT,
    "team" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "variables" JSONB NOT NULL DEFAULT '{}',
    "assignee_id" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "completed_by" TEXT,
    "outcome" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "task_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "element_timing" (
    "key" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "run_key" TEXT NOT NULL,
    "process_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "element_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL DEFAULT 'active',

    CONSTRAINT "element_timing_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "engine_incident" (
    "key" TEXT NOT NULL,
    "case_id" UUID,
    "job_key" TEXT,
    "process_id" TEXT NOT NULL,
    "element_id" TEXT NOT NULL,
    "error_type" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "retried_by" TEXT,

    CONSTRAINT "engine_incident_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "process_version" (
    "process_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition_key" TEXT NOT NULL,
    "bpmn" TEXT NOT NULL,
    "deployed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "process_version_pkey" PRIMARY KEY ("process_id","version")
);

-- CreateTable
CREATE TABLE "form_version" (
    "form_key" TEXT NOT NULL,
    "form_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "schema" JSONB NOT NULL,
    "deployed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "form_version_pkey" PRIMARY KEY ("form_key")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "case_id" UUID,
    "command" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_effect" (
    "job_key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "output" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_effect_pkey" PRIMARY KEY ("job_key")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "key" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "did" TEXT NOT NULL,
    "case_id" UUID,
    "client_id" UUID,
    "purpose" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "client_personal_code_key" ON "client"("personal_code");

-- CreateIndex
CREATE INDEX "user_account_agency_id_idx" ON "user_account"("agency_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_code_key" ON "case"("code");

-- CreateIndex
CREATE INDEX "case_client_id_submitted_at_idx" ON "case"("client_id", "submitted_at" DESC);

-- CreateIndex
CREATE INDEX "case_holder_status_due_at_idx" ON "case"("holder", "status", "due_at");

-- CreateIndex
CREATE INDEX "case_team_status_due_at_idx" ON "case"("team", "status", "due_at");

-- CreateIndex
CREATE INDEX "case_service_id_submitted_at_idx" ON "case"("service_id", "submitted_at" DESC);

-- CreateIndex
CREATE INDEX "case_form_case_id_idx" ON "case_form"("case_id");

-- CreateIndex
CREATE INDEX "case_event_case_id_id_idx" ON "case_event"("case_id", "id");

-- CreateIndex
CREATE INDEX "case_message_case_id_at_idx" ON "case_message"("case_id", "at");

-- CreateIndex
CREATE INDEX "question_case_id_idx" ON "question"("case_id");

-- CreateIndex
CREATE INDEX "document_case_id_idx" ON "document"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_task_key_key" ON "decision"("task_key");

-- CreateIndex
CREATE INDEX "decision_case_id_idx" ON "decision"("case_id");

-- CreateIndex
CREATE INDEX "clock_event_case_id_id_idx" ON "clock_event"("case_id", "id");

-- CreateIndex
CREATE INDEX "escalation_case_id_idx" ON "escalation"("case_id");

-- CreateIndex
CREATE INDEX "process_run_case_id_idx" ON "process_run"("case_id");

-- CreateIndex
CREATE INDEX "task_team_role_state_created_at_idx" ON "task"("team", "role", "state", "created_at");

-- CreateIndex
CREATE INDEX "task_assignee_id_state_idx" ON "task"("assignee_id", "state");

-- CreateIndex
CREATE INDEX "task_case_id_idx" ON "task"("case_id");

-- CreateIndex
CREATE INDEX "element_timing_case_id_entered_at_idx" ON "element_timing"("case_id", "entered_at");

-- CreateIndex
CREATE INDEX "engine_incident_resolved_at_created_at_idx" ON "engine_incident"("resolved_at", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "process_version_definition_key_key" ON "process_version"("definition_key");

-- CreateIndex
CREATE INDEX "form_version_form_id_version_idx" ON "form_version"("form_id", "version");

-- CreateIndex
CREATE INDEX "outbox_next_at_id_idx" ON "outbox"("next_at", "id");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "audit_entry_case_id_idx" ON "audit_entry"("case_id");

-- CreateIndex
CREATE INDEX "audit_entry_client_id_idx" ON "audit_entry"("client_id");

-- AddForeignKey
ALTER TABLE "case" ADD CONSTRAINT "case_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_form" ADD CONSTRAINT "case_form_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_fact" ADD CONSTRAINT "case_fact_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_message" ADD CONSTRAINT "case_message_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clock_event" ADD CONSTRAINT "clock_event_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation" ADD CONSTRAINT "escalation_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── What Prisma cannot say ──────────────────────────────────────────────────────────────────────────────────────────

-- B4.3, B5: nobody changes or removes an audit entry, whatever the program does.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries are never changed or removed' USING ERRCODE = 'insufficient_privilege';
END;
$$;

CREATE TRIGGER "audit_entry_immutable" BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();

CREATE TRIGGER "audit_entry_not_truncated" BEFORE TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();

-- Names sort as Latvians sort (ā after a, č after c, ž after z), whatever the cluster's own collation is.
ALTER TABLE "client" ALTER COLUMN "given_name" TYPE TEXT COLLATE "lv-x-icu", ALTER COLUMN "family_name" TYPE TEXT COLLATE "lv-x-icu";

ALTER TABLE "user_account" ALTER COLUMN "name" TYPE TEXT COLLATE "lv-x-icu";

ALTER TABLE "agency" ALTER COLUMN "title_lv" TYPE TEXT COLLATE "lv-x-icu";

-- Lists look at what is open; what is done is most of the table after a year.
CREATE INDEX "task_open_team_idx" ON "task"("team", "role", "created_at", "key") WHERE "state" = 'open';

CREATE INDEX "task_open_assignee_idx" ON "task"("assignee_id", "created_at", "key") WHERE "state" = 'open';

CREATE INDEX "case_open_team_idx" ON "case"("team", "due_at") WHERE "closed_at" IS NULL;

CREATE INDEX "element_timing_active_idx" ON "element_timing"("case_id") WHERE "state" = 'active';

CREATE INDEX "engine_incident_open_idx" ON "engine_incident"("created_at") WHERE "resolved_at" IS NULL;

-- A case runs once: the engine refuses a second start only while the first message is buffered.
CREATE UNIQUE INDEX "process_run_root_key" ON "process_run"("case_id") WHERE "parent_key" IS NULL;

-- Order per case: the outbox sends the oldest command of a case first.
CREATE INDEX "outbox_case_id_idx" ON "outbox"("case_id", "id");

-- A new message for the client is counted on every list.
CREATE INDEX "case_message_unread_idx" ON "case_message"("case_id") WHERE "read_at" IS NULL;

-- Tells every API instance, when the transaction commits, that a case has changed, whose it is and whose lists may show it. Ids only.
CREATE FUNCTION "notify_case"("changed" UUID) RETURNS void LANGUAGE sql AS $$
    SELECT pg_notify('pietura_case', json_build_object(
        'caseId', c."id",
        'clientId', c."client_id",
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
