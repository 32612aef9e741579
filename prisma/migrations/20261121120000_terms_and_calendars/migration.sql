-- Terms as dated data, working calendars by agency, clocks with everything their law says.
ALTER TABLE "case" ADD COLUMN "waits_reason" TEXT, ADD COLUMN "calendar" TEXT;
ALTER TABLE "clock_event" ADD COLUMN "clock" TEXT NOT NULL DEFAULT 'main';

CREATE TABLE "term" (
    "id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "agency_id" TEXT,
    "service_id" TEXT,
    "kind" TEXT,
    "priority" INTEGER,
    "amount" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "ends" TEXT NOT NULL DEFAULT 'midnight',
    "rolls" BOOLEAN NOT NULL DEFAULT true,
    "counts_from" TEXT NOT NULL DEFAULT 'submitted',
    "pauses_for" TEXT[],
    "silence" TEXT NOT NULL DEFAULT 'nothing',
    "extension_times" INTEGER NOT NULL DEFAULT 0,
    "extension_amount" INTEGER,
    "extension_unit" TEXT,
    "extension_notice" BOOLEAN NOT NULL DEFAULT true,
    "law_lv" TEXT NOT NULL,
    "law_en" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "made_by" TEXT,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "term_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "term_amount_check" CHECK ("amount" > 0),
    CONSTRAINT "term_unit_check" CHECK ("unit" IN ('working-days', 'calendar-days', 'months', 'working-hours', 'hours')),
    CONSTRAINT "term_valid_check" CHECK ("valid_to" IS NULL OR "valid_to" >= "valid_from"),
    CONSTRAINT "term_extension_check" CHECK ("extension_times" = 0 OR ("extension_amount" > 0 AND "extension_unit" IS NOT NULL))
);
CREATE INDEX "term_purpose_valid_from_idx" ON "term"("purpose", "valid_from");
-- one scope has one term on one day
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE "term" ADD CONSTRAINT "term_scope_excl" EXCLUDE USING gist (
    "purpose" WITH =,
    (COALESCE("agency_id", '')) WITH =,
    (COALESCE("service_id", '')) WITH =,
    (COALESCE("kind", '')) WITH =,
    (COALESCE("priority", 0)) WITH =,
    daterange("valid_from", "valid_to", '[]') WITH &&
);

CREATE TABLE "agency_week" (
    "agency_id" TEXT NOT NULL,
    "week" JSONB NOT NULL,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "agency_week_pkey" PRIMARY KEY ("agency_id")
);

CREATE TABLE "calendar_day" (
    "id" UUID NOT NULL,
    "agency_id" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "hours" JSONB NOT NULL,
    "title_lv" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_by" TEXT,
    "removed_at" TIMESTAMPTZ(3),
    CONSTRAINT "calendar_day_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "calendar_day_agency_id_on_idx" ON "calendar_day"("agency_id", "on");
CREATE UNIQUE INDEX "calendar_day_valid_key" ON "calendar_day"("agency_id", "on") WHERE "removed_at" IS NULL;

CREATE TABLE "calendar_move" (
    "id" BIGSERIAL NOT NULL,
    "change_id" UUID NOT NULL,
    "agency_id" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "on" DATE NOT NULL,
    "title_lv" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "was_due_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    CONSTRAINT "calendar_move_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "calendar_move_change_id_case_id_key" ON "calendar_move"("change_id", "case_id");
CREATE INDEX "calendar_move_open_idx" ON "calendar_move"("id") WHERE "done_at" IS NULL;

-- clocks that run already keep the term they started with, now with all it says
UPDATE "clock_event" e
SET "data" = (e."data" - 'workingDays' - 'law') || jsonb_build_object(
    'calendar', c."holder",
    'term', jsonb_build_object(
        'purpose', CASE WHEN c."kind" = 'service-request' THEN 'decision' ELSE 'answer' END,
        'amount', (e."data" ->> 'workingDays')::int,
        'unit', 'working-days',
        'ends', 'midnight',
        'rolls', true,
        'countsFrom', 'submitted',
        'pausesFor', '["client"]'::jsonb,
        'silence', 'nothing',
        'extension', '{"times": 9, "limit": {"amount": 4, "unit": "months"}, "notice": true}'::jsonb,
        'law', COALESCE(e."data" -> 'law', '{"lv": "", "en": ""}'::jsonb)))
FROM "case" c
WHERE c."id" = e."case_id" AND e."data" ? 'workingDays';
-- a pause is ended by its id: that of the question it waits for
UPDATE "clock_event" e SET "data" = e."data" || jsonb_build_object('id', q."id")
FROM "question" q WHERE q."case_id" = e."case_id" AND q."asked_at" = e."at" AND e."name" = 'paused';
UPDATE "case" c SET "calendar" = c."holder" WHERE EXISTS (SELECT 1 FROM "clock_event" e WHERE e."case_id" = c."id");
CREATE INDEX "case_calendar_due_at_idx" ON "case"("calendar", "due_at");

-- What KAC and the agencies have agreed (P10.5), behind which stands the law's month; priority 1 critical … 4 low
INSERT INTO "term" ("id", "purpose", "kind", "priority", "amount", "unit", "counts_from", "pauses_for", "extension_times", "extension_amount", "extension_unit", "law_lv", "law_en", "valid_from", "made_at")
VALUES
  (gen_random_uuid(), 'answer', NULL, 1, 1, 'working-days', 'submitted', '{client,partner,institution,date}', 2, 1, 'months', 'KAC un iestāžu vienošanās par apkalpošanas līmeni; Iesniegumu likums, 5. pants (saprātīgā termiņā, ne vēlāk kā mēneša laikā)', 'Service level agreement of KAC and the agencies; Law on Submissions, section 5 (in reasonable time, at most one month)', '2000-01-01', '2026-11-21T00:00:00Z'),
  (gen_random_uuid(), 'answer', NULL, 2, 2, 'working-days', 'submitted', '{client,partner,institution,date}', 2, 1, 'months', 'KAC un iestāžu vienošanās par apkalpošanas līmeni; Iesniegumu likums, 5. pants (saprātīgā termiņā, ne vēlāk kā mēneša laikā)', 'Service level agreement of KAC and the agencies; Law on Submissions, section 5 (in reasonable time, at most one month)', '2000-01-01', '2026-11-21T00:00:00Z'),
  (gen_random_uuid(), 'answer', NULL, 3, 5, 'working-days', 'submitted', '{client,partner,institution,date}', 2, 1, 'months', 'KAC un iestāžu vienošanās par apkalpošanas līmeni; Iesniegumu likums, 5. pants (saprātīgā termiņā, ne vēlāk kā mēneša laikā)', 'Service level agreement of KAC and the agencies; Law on Submissions, section 5 (in reasonable time, at most one month)', '2000-01-01', '2026-11-21T00:00:00Z'),
  (gen_random_uuid(), 'answer', NULL, NULL, 10, 'working-days', 'submitted', '{client,partner,institution,date}', 2, 1, 'months', 'KAC un iestāžu vienošanās par apkalpošanas līmeni; Iesniegumu likums, 5. pants (saprātīgā termiņā, ne vēlāk kā mēneša laikā)', 'Service level agreement of KAC and the agencies; Law on Submissions, section 5 (in reasonable time, at most one month)', '2000-01-01', '2026-11-21T00:00:00Z'),
  (gen_random_uuid(), 'decision', NULL, NULL, 1, 'months', 'submitted', '{client,partner,payment,institution,date}', 1, 4, 'months', 'Administratīvā procesa likums, 64. pants (mēneša laikā; ar paziņojumu līdz četriem mēnešiem)', 'Administrative Procedure Law, section 64 (one month; up to four with notice)', '2000-01-01', '2026-11-21T00:00:00Z'),
  (gen_random_uuid(), 'acceptance', NULL, 1, 1, 'working-hours', 'registered', '{}', 0, NULL, NULL, 'KAC un iestāžu vienošanās par apkalpošanas līmeni', 'Service level agreement of KAC and the agencies', '2000-01-01', '2026-11-21T00:00:00Z'),
  (gen_random_uuid(), 'acceptance', NULL, 2, 4, 'working-hours', 'registered', '{}', 0, NULL, NULL, 'KAC un iestāžu vienošanās par apkalpošanas līmeni', 'Service level agreement of KAC and the agencies', '2000-01-01', '2026-11-21T00:00:00Z');
