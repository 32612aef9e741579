-- Measured over a million cases (docs/measurements.md, BARS C1, C3, C7).

-- Requests between agencies, as the agency that asks reads them: open ones by date, all by age. One index over both was read whole.
DROP INDEX "case_from_agency_idx";
CREATE INDEX "case_from_agency_due_idx" ON "case"("from_agency", "due_order", "id") WHERE "from_agency" IS NOT NULL AND "closed_at" IS NULL;
CREATE INDEX "case_from_agency_age_idx" ON "case"("from_agency", "submitted_at", "id") WHERE "from_agency" IS NOT NULL;

-- Cases that a third agency works on are few, but a planner that multiplies "team is KAC" by "team is not the owner" thinks them to be nearly
-- all, and reads the whole table. So the question is one expression, with statistics of its own.
DROP INDEX "case_team_idx";
CREATE INDEX "case_third_team_idx" ON "case"("team", "due_order", "id")
    WHERE (CASE WHEN "team" <> "owner" AND "team" <> "holder" THEN "team" END) IS NOT NULL;
CREATE STATISTICS "case_third_team" ON (CASE WHEN "team" <> "owner" AND "team" <> "holder" THEN "team" END) FROM "case";
ANALYZE "case";
