-- One timeline out of three logs is read by time (keyset), newest first.
CREATE INDEX "case_event_case_id_at_idx" ON "case_event"("case_id", "at");
CREATE INDEX "audit_entry_looks_idx" ON "audit_entry"("case_id", "at") WHERE "did" IN ('case.look', 'document.look', 'task.drafts');
