-- CreateTable
CREATE TABLE "contact" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "adviser_id" TEXT NOT NULL,
    "agency" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "identification" TEXT NOT NULL DEFAULT 'anonymous',
    "phone" TEXT,
    "client_id" UUID,
    "verified_how" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "note" TEXT,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_topic" (
    "id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "service_id" TEXT,
    "question" TEXT NOT NULL,
    "answer" TEXT,
    "result" TEXT NOT NULL,
    "case_id" UUID,
    "minutes" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "rating" INTEGER,
    "comment" TEXT,
    "rated_at" TIMESTAMPTZ(3),

    CONSTRAINT "contact_topic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_back" (
    "id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "name" TEXT,
    "about" TEXT NOT NULL,
    "case_id" UUID,
    "team" TEXT NOT NULL,
    "assignee_id" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "remind_at" TIMESTAMPTZ(3) NOT NULL,
    "reminded_at" TIMESTAMPTZ(3),
    "escalated_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "done_by" TEXT,
    "result" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "call_back_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_back_attempt" (
    "id" BIGSERIAL NOT NULL,
    "call_back_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "outcome" TEXT,
    "note" TEXT,
    "by" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "call_back_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_rule" (
    "agency" TEXT NOT NULL,
    "call_back_minutes" INTEGER NOT NULL,
    "remind_minutes" INTEGER NOT NULL,
    "answers_asked" TEXT[],
    "answers_needed" INTEGER NOT NULL,
    "attempts_allowed" INTEGER NOT NULL,

    CONSTRAINT "contact_rule_pkey" PRIMARY KEY ("agency")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "agency" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "given_how" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by" TEXT,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "contact_client_id_started_at_idx" ON "contact"("client_id", "started_at" DESC);

-- CreateIndex
CREATE INDEX "contact_adviser_id_started_at_idx" ON "contact"("adviser_id", "started_at" DESC);

-- CreateIndex
CREATE INDEX "contact_agency_started_at_idx" ON "contact"("agency", "started_at" DESC);

-- CreateIndex
CREATE INDEX "contact_topic_contact_id_idx" ON "contact_topic"("contact_id");

-- CreateIndex
CREATE INDEX "contact_topic_case_id_idx" ON "contact_topic"("case_id");

-- CreateIndex
CREATE INDEX "contact_topic_service_id_at_idx" ON "contact_topic"("service_id", "at");

-- CreateIndex
CREATE INDEX "call_back_contact_id_idx" ON "call_back"("contact_id");

-- CreateIndex
CREATE INDEX "call_back_attempt_call_back_id_id_idx" ON "call_back_attempt"("call_back_id", "id");

-- CreateIndex
CREATE INDEX "consent_client_id_agency_idx" ON "consent"("client_id", "agency");

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_topic" ADD CONSTRAINT "contact_topic_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_topic" ADD CONSTRAINT "contact_topic_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_back" ADD CONSTRAINT "call_back_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_back_attempt" ADD CONSTRAINT "call_back_attempt_call_back_id_fkey" FOREIGN KEY ("call_back_id") REFERENCES "call_back"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── What Prisma cannot say ──────────────────────────────────────────────────────────────────────────────────────────

-- Only who has been recognised has a client; of the others there is at most a number (B1.5).
ALTER TABLE "contact" ADD CONSTRAINT "contact_client_recognised" CHECK (("client_id" IS NOT NULL) = ("identification" = 'authenticated'));

ALTER TABLE "contact" ADD CONSTRAINT "contact_number_known" CHECK ("identification" <> 'partial' OR "phone" IS NOT NULL);

-- A call-back that is done says how.
ALTER TABLE "call_back" ADD CONSTRAINT "call_back_done_says_how" CHECK (("done_at" IS NULL) = ("result" IS NULL));

-- The queue, and what its keeper looks for, hold what is open only.
CREATE INDEX "call_back_open_idx" ON "call_back"("team", "due_at", "id") WHERE "done_at" IS NULL;

CREATE INDEX "call_back_remind_idx" ON "call_back"("remind_at") WHERE "done_at" IS NULL AND "reminded_at" IS NULL;

CREATE INDEX "call_back_escalate_idx" ON "call_back"("due_at") WHERE "done_at" IS NULL AND "escalated_at" IS NULL;

-- Clients are found by what they say at the counter: a number however it was written, an address, the beginning of a name.
CREATE INDEX "client_phone_digits_idx" ON "client"(right(regexp_replace("phone", '[^0-9]', '', 'g'), 8)) WHERE "phone" IS NOT NULL;

CREATE INDEX "client_email_idx" ON "client"(lower("email")) WHERE "email" IS NOT NULL;

CREATE INDEX "client_family_name_idx" ON "client"(lower("family_name") text_pattern_ops);

-- How contact centres work unless an agency says otherwise.
INSERT INTO "contact_rule" ("agency", "call_back_minutes", "remind_minutes", "answers_asked", "answers_needed", "attempts_allowed")
VALUES ('*', 240, 30, ARRAY['personal-code', 'family-name', 'e-mail', 'phone', 'case-code'], 3, 3);
