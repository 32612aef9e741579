-- What several people have typed in one form is found by the form (F3, F4).
CREATE INDEX "draft_subject_idx" ON "draft"("subject");
