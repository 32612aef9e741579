-- Items are found by the name people type, too (P3.1, P3.2, P4.1).
CREATE INDEX "configuration_item_name_idx" ON "configuration_item"("agency_id", lower("name"));
