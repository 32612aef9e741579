-- How often an agency is sent the paper originals that the front office keeps for it (B24.2).
ALTER TABLE "agency" ADD COLUMN "originals_period" TEXT NOT NULL DEFAULT 'monthly';
ALTER TABLE "agency" ADD CONSTRAINT "agency_originals_period" CHECK ("originals_period" IN ('weekly', 'fortnightly', 'monthly'));

-- A list of originals that travel together.
CREATE TABLE "original_batch" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_by" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "original_batch_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "original_batch_sender_fkey" FOREIGN KEY ("sender") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "original_batch_holder_fkey" FOREIGN KEY ("holder") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "original_batch_number_key" ON "original_batch"("number");
CREATE INDEX "original_batch_sender_idx" ON "original_batch"("sender", "made_at" DESC);
CREATE INDEX "original_batch_holder_idx" ON "original_batch"("holder", "made_at" DESC);

-- The paper behind a scan: who has it now, and to whom it is due.
CREATE TABLE "original" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "note" TEXT,
    "batch_id" UUID,
    "line" INTEGER,
    "marked_by" TEXT NOT NULL,
    "marked_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_by" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "original_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "original_state" CHECK ("state" IN ('due', 'sent', 'received', 'missing')),
    CONSTRAINT "original_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "original_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "original_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "original_batch"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "original_document_id_key" ON "original"("document_id");
CREATE INDEX "original_case_id_idx" ON "original"("case_id");
CREATE INDEX "original_sender_idx" ON "original"("sender", "state", "due_on", "id");
CREATE INDEX "original_holder_idx" ON "original"("holder", "state", "due_on", "id");
CREATE UNIQUE INDEX "original_batch_id_line_key" ON "original"("batch_id", "line");
