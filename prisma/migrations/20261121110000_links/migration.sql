-- Words that are near each other are found by trigrams: duplicates while registering.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateTable
CREATE TABLE "case_link" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "other_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "by" TEXT,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "removed_by" TEXT,

    CONSTRAINT "case_link_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "case_link_not_itself" CHECK ("case_id" <> "other_id")
);

-- CreateIndex
CREATE INDEX "case_link_case_id_idx" ON "case_link"("case_id");

-- CreateIndex
CREATE INDEX "case_link_other_id_idx" ON "case_link"("other_id");

-- AddForeignKey
ALTER TABLE "case_link" ADD CONSTRAINT "case_link_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_link" ADD CONSTRAINT "case_link_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── What Prisma cannot say ──────────────────────────────────────────────────────────────────────────────────────────

-- Two cases are linked in one way once; a case is a duplicate of one case only.
CREATE UNIQUE INDEX "case_link_once" ON "case_link"("case_id", "other_id", "type") WHERE "removed_at" IS NULL;

CREATE UNIQUE INDEX "case_link_one_original" ON "case_link"("case_id") WHERE "type" = 'duplicate' AND "removed_at" IS NULL;

-- Near words among the cases of the last year, for callers who are not known.
CREATE INDEX "case_subject_trgm" ON "case" USING gin (lower("subject") gin_trgm_ops) WHERE "client_id" IS NULL;
