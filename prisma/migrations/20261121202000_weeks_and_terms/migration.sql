-- Working hours are dated: another week holds from its first day on, what was worked before stays as it was. Taken back, never deleted.
ALTER TABLE "agency_week" DROP CONSTRAINT "agency_week_pkey";
ALTER TABLE "agency_week"
    ADD COLUMN "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN "valid_from" DATE NOT NULL DEFAULT '2000-01-01',
    ADD COLUMN "removed_by" TEXT,
    ADD COLUMN "removed_at" TIMESTAMPTZ(3);
ALTER TABLE "agency_week" ALTER COLUMN "id" DROP DEFAULT, ALTER COLUMN "valid_from" DROP DEFAULT;
ALTER TABLE "agency_week" RENAME COLUMN "changed_by" TO "added_by";
ALTER TABLE "agency_week" RENAME COLUMN "changed_at" TO "added_at";
ALTER TABLE "agency_week" ADD CONSTRAINT "agency_week_pkey" PRIMARY KEY ("id");
CREATE INDEX "agency_week_agency_id_valid_from_idx" ON "agency_week"("agency_id", "valid_from");
CREATE UNIQUE INDEX "agency_week_valid_key" ON "agency_week"("agency_id", "valid_from") WHERE "removed_at" IS NULL;
