-- Whether the bytes of a file have been checked for viruses: one row for each content, whoever sent it and however often.
CREATE TABLE "file_check" (
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "macros" BOOLEAN NOT NULL DEFAULT false,
    "virus" TEXT,
    "engine" TEXT,
    "progress" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "lease" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "file_check_pkey" PRIMARY KEY ("sha256"),
    CONSTRAINT "file_check_state" CHECK ("state" IN ('uploaded', 'checking', 'clean', 'infected', 'unchecked'))
);

-- What the checker looks for, oldest first.
CREATE INDEX "file_check_waiting_idx" ON "file_check"("next_at") WHERE "state" IN ('uploaded', 'checking', 'unchecked');

-- What was taken before there were checks has not been checked; it is, as soon as there is an engine.
INSERT INTO "file_check" ("sha256", "bytes", "state")
SELECT DISTINCT ON ("sha256") "sha256", "bytes", 'unchecked'
FROM (SELECT "sha256", "bytes" FROM "upload" UNION ALL SELECT "sha256", "bytes" FROM "document" WHERE "added_by" IS NOT NULL) "taken";

-- Nothing is put aside without a row that says whether it was checked.
ALTER TABLE "upload" ADD CONSTRAINT "upload_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "file_check"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "upload_sha256_idx" ON "upload"("sha256");
CREATE INDEX "upload_user_id_idx" ON "upload"("user_id");

-- Versions, withdrawal and changes of what is said about a document.
ALTER TABLE "document"
    ADD COLUMN "series_id" UUID,
    ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
    ADD COLUMN "superseded" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3),
    ADD COLUMN "withdrawn_by" TEXT,
    ADD COLUMN "withdrawn_reason" TEXT,
    ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1;
CREATE INDEX "document_series_id_idx" ON "document"("series_id");
CREATE INDEX "document_sha256_idx" ON "document"("sha256");
