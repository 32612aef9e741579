-- P10 service level management. What is measured is counted by day (service_day), so that a report of a month reads some hundred rows.

CREATE INDEX "case_closed_at_idx" ON "case"("closed_at") WHERE "closed_at" IS NOT NULL;
CREATE INDEX "feedback_at_idx" ON "feedback"("at");
CREATE INDEX "contact_topic_rated_at_idx" ON "contact_topic"("rated_at") WHERE "rated_at" IS NOT NULL;

CREATE TABLE "service_day" (
    "holder" TEXT NOT NULL,
    "service_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "closed" INTEGER NOT NULL DEFAULT 0,
    "with_due" INTEGER NOT NULL DEFAULT 0,
    "on_time" INTEGER NOT NULL DEFAULT 0,
    "first_line" INTEGER NOT NULL DEFAULT 0,
    "minutes" BIGINT NOT NULL DEFAULT 0,
    "rated" INTEGER NOT NULL DEFAULT 0,
    "rating_sum" INTEGER NOT NULL DEFAULT 0,
    "disputed" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "service_day_pkey" PRIMARY KEY ("holder", "on", "service_id", "kind")
);
CREATE INDEX "service_day_on_idx" ON "service_day"("on");

CREATE TABLE "level_requirement" (
    "id" UUID NOT NULL,
    "agency" TEXT NOT NULL,
    "service_id" TEXT,
    "parameter" TEXT NOT NULL,
    "asked" DOUBLE PRECISION NOT NULL,
    "offered" DOUBLE PRECISION,
    "source" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "reason" TEXT,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    CONSTRAINT "level_requirement_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "level_requirement_state" CHECK ("state" IN ('asked', 'offered', 'agreed', 'refused'))
);
CREATE INDEX "level_requirement_agency_idx" ON "level_requirement"("agency", "made_at");

CREATE TABLE "level_target" (
    "id" UUID NOT NULL,
    "agency" TEXT NOT NULL,
    "service_id" TEXT,
    "parameter" TEXT NOT NULL,
    "target" DOUBLE PRECISION NOT NULL,
    "means" TEXT NOT NULL,
    "requirement_id" UUID,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "review_on" DATE NOT NULL,
    "end_reason" TEXT,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "level_target_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "level_target_requirement_id_fkey" FOREIGN KEY ("requirement_id") REFERENCES "level_requirement"("id")
);
-- one parameter of one service has one target on one day
ALTER TABLE "level_target" ADD CONSTRAINT "level_target_excl" EXCLUDE USING gist (
    "agency" WITH =, (COALESCE("service_id", '')) WITH =, "parameter" WITH =, daterange("valid_from", "valid_to", '[]') WITH &&
);

CREATE TABLE "level_agreement" (
    "id" UUID NOT NULL,
    "agency" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "party" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "terms" JSONB NOT NULL,
    "agreed_with" TEXT,
    "reason" TEXT,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    CONSTRAINT "level_agreement_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "level_agreement_type" CHECK ("type" IN ('client', 'provider', 'partner')),
    CONSTRAINT "level_agreement_state" CHECK ("state" IN ('draft', 'agreed', 'refused', 'ended'))
);
CREATE INDEX "level_agreement_agency_idx" ON "level_agreement"("agency", "made_at");

CREATE TABLE "level_agreement_term" (
    "agreement_id" UUID NOT NULL,
    "term_id" UUID NOT NULL,
    CONSTRAINT "level_agreement_term_pkey" PRIMARY KEY ("agreement_id", "term_id"),
    CONSTRAINT "level_agreement_term_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "level_agreement"("id"),
    CONSTRAINT "level_agreement_term_term_id_fkey" FOREIGN KEY ("term_id") REFERENCES "term"("id")
);

CREATE TABLE "service_demand" (
    "id" UUID NOT NULL,
    "agency" TEXT NOT NULL,
    "need" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "case_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'open',
    "reason" TEXT,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    CONSTRAINT "service_demand_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "service_demand_state" CHECK ("state" IN ('open', 'accepted', 'declined'))
);
CREATE INDEX "service_demand_agency_idx" ON "service_demand"("agency", "made_at");

CREATE TABLE "level_report" (
    "id" UUID NOT NULL,
    "agency" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "made_by" TEXT,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "conclusion" TEXT,
    "concluded_by" TEXT,
    "concluded_at" TIMESTAMPTZ(3),
    CONSTRAINT "level_report_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "level_report_agency_period_key" ON "level_report"("agency", "period");

CREATE TABLE "improvement" (
    "id" UUID NOT NULL,
    "agency" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'chosen',
    "result" TEXT,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_by" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "improvement_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "improvement_state" CHECK ("state" IN ('chosen', 'done', 'dropped'))
);
CREATE INDEX "improvement_agency_idx" ON "improvement"("agency", "made_at");

CREATE TABLE "level_breach" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "target_id" UUID NOT NULL,
    "target" DOUBLE PRECISION NOT NULL,
    "fact" DOUBLE PRECISION NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "words" TEXT,
    "improvement_id" UUID,
    "problem_id" UUID,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    CONSTRAINT "level_breach_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "level_breach_state" CHECK ("state" IN ('open', 'improvement', 'problem', 'accepted')),
    CONSTRAINT "level_breach_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "level_report"("id"),
    CONSTRAINT "level_breach_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "level_target"("id"),
    CONSTRAINT "level_breach_improvement_id_fkey" FOREIGN KEY ("improvement_id") REFERENCES "improvement"("id")
);
CREATE UNIQUE INDEX "level_breach_report_id_target_id_key" ON "level_breach"("report_id", "target_id");
