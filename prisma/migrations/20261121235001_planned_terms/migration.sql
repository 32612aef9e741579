-- A term that has not begun can be taken back: the row stays, with who, when and why; what it had cut short holds again.
ALTER TABLE "term"
    ADD COLUMN "cut_id" UUID,
    ADD COLUMN "cut_to" DATE,
    ADD COLUMN "removed_by" TEXT,
    ADD COLUMN "removed_at" TIMESTAMPTZ(3),
    ADD COLUMN "removed_reason" TEXT;
ALTER TABLE "term" ADD CONSTRAINT "term_removed" CHECK (("removed_at" IS NULL) = ("removed_by" IS NULL) AND ("removed_at" IS NULL) = ("removed_reason" IS NULL));

-- Versions planned before this migration have cut short the one that ends the day before they begin, until further notice.
UPDATE "term" AS planned SET "cut_id" = before."id"
FROM "term" AS before
WHERE planned."made_by" IS NOT NULL
  AND before."purpose" = planned."purpose"
  AND before."agency_id" IS NOT DISTINCT FROM planned."agency_id"
  AND before."service_id" IS NOT DISTINCT FROM planned."service_id"
  AND before."kind" IS NOT DISTINCT FROM planned."kind"
  AND before."priority" IS NOT DISTINCT FROM planned."priority"
  AND before."valid_to" = planned."valid_from" - 1;

-- one scope has one term on one day, but for those taken back
ALTER TABLE "term" DROP CONSTRAINT "term_scope_excl";
ALTER TABLE "term" ADD CONSTRAINT "term_scope_excl" EXCLUDE USING gist (
    "purpose" WITH =,
    (COALESCE("agency_id", '')) WITH =,
    (COALESCE("service_id", '')) WITH =,
    (COALESCE("kind", '')) WITH =,
    (COALESCE("priority", 0)) WITH =,
    daterange("valid_from", "valid_to", '[]') WITH &&
) WHERE ("removed_at" IS NULL);
