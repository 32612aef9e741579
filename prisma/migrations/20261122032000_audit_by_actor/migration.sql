-- An agency's administrator reads what its own people did, newest first (R8, B5.2).
CREATE INDEX IF NOT EXISTS "audit_entry_actor_seq_idx" ON "audit_entry"("actor", "seq" DESC);
