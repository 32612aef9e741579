-- What was said stands with the message, in both languages, by the template that held then.
ALTER TABLE "case_message" ADD COLUMN "words" JSONB;

-- How a client wants to be told, beside the e-account. No row: by e-mail, in the day's hours.
CREATE TABLE "notification_choice" (
    "client_id" UUID NOT NULL,
    "email_on" BOOLEAN NOT NULL DEFAULT true,
    "sms_on" BOOLEAN NOT NULL DEFAULT false,
    "any_hour" BOOLEAN NOT NULL DEFAULT false,
    "pending_email" TEXT,
    "code_hash" TEXT,
    "code_until" TIMESTAMPTZ(3),
    "code_tries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "notification_choice_pkey" PRIMARY KEY ("client_id"),
    CONSTRAINT "notification_choice_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- What leaves the house by e-mail or SMS: written in the transaction of the act, sent after it.
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "case_id" UUID,
    "message_id" UUID,
    "client_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "notice" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "any_hour" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'new',
    "carrier_id" UUID,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,
    "detail" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "delivery_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "case_message"("id") ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE INDEX "delivery_case_id_idx" ON "delivery"("case_id");

CREATE INDEX "delivery_message_id_idx" ON "delivery"("message_id");

CREATE INDEX "delivery_carrier_id_idx" ON "delivery"("carrier_id");

-- The sender looks every second at what is still to do: a handful, whatever the table holds.
CREATE INDEX "delivery_todo_idx" ON "delivery"("next_at") WHERE "state" IN ('new', 'waiting', 'sending');

-- The operator looks at what was not delivered.
CREATE INDEX "delivery_failed_idx" ON "delivery"("ended_at") WHERE "state" = 'failed';

-- An agency's own words for a notice, version by version. Empty subject and body: back to the built-in.
CREATE TABLE "notice_template" (
    "agency_id" TEXT NOT NULL,
    "notice" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "subject" TEXT,
    "body" TEXT,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_template_pkey" PRIMARY KEY ("agency_id", "notice", "language", "version")
);

-- Words for answers, with fields: one's own or the team's.
CREATE TABLE "reply_template" (
    "id" UUID NOT NULL,
    "agency_id" TEXT NOT NULL,
    "owner_id" TEXT,
    "title" TEXT NOT NULL,
    "body_lv" TEXT NOT NULL,
    "body_en" TEXT,
    "kinds" TEXT[],
    "service_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retired_at" TIMESTAMPTZ(3),
    "made_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reply_template_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "reply_template_agency_id_retired_at_idx" ON "reply_template"("agency_id", "retired_at");
