-- P10.4, P10.5: keepers of levels are told before a review is due and before an agreement runs out, once.
ALTER TABLE "level_target" ADD COLUMN "reminded_at" TIMESTAMPTZ(3);
ALTER TABLE "level_agreement" ADD COLUMN "reminded_at" TIMESTAMPTZ(3);
CREATE INDEX "level_target_reminder_idx" ON "level_target"("review_on") WHERE "reminded_at" IS NULL;
CREATE INDEX "level_agreement_reminder_idx" ON "level_agreement"("valid_to") WHERE "reminded_at" IS NULL AND "state" = 'agreed';
-- a notice may be of something that is no case
ALTER TABLE "staff_notice" ALTER COLUMN "case_id" DROP NOT NULL;

-- M23: a need that is worth a new service asks for a change (P10.2 → P5.1).
ALTER TABLE "service_demand" ADD COLUMN "change_id" UUID;
ALTER TABLE "service_demand" ADD CONSTRAINT "service_demand_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "case"("id");
ALTER TABLE "service_demand" ADD CONSTRAINT "service_demand_change" CHECK ("change_id" IS NULL OR "state" = 'accepted');
