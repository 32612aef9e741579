-- P6 configuration management: the plan of an agency, its items, their relations and their history, imports, audits (decision record 0022).

-- Types, attributes, relation types, identifiers and depth, from a day on. Nothing is overwritten: what held then stays readable.
CREATE TABLE "configuration_plan" (
    "agency_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "valid_from" DATE NOT NULL,
    "data" JSONB NOT NULL,
    "why" TEXT NOT NULL,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "configuration_plan_pkey" PRIMARY KEY ("agency_id", "version"),
    CONSTRAINT "configuration_plan_agency_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE TABLE "configuration_item" (
    "id" UUID NOT NULL,
    "agency_id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'planned',
    "status_since" TIMESTAMPTZ(3) NOT NULL,
    "owner" TEXT,
    "release" TEXT,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "configuration_item_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "configuration_item_status" CHECK ("status" IN ('planned', 'in-use', 'unavailable', 'retired')),
    CONSTRAINT "configuration_item_agency_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
-- One database of items: an identifier means the same thing to everybody, diagrams name items by it, and case does not tell two apart.
CREATE UNIQUE INDEX "configuration_item_identifier_key" ON "configuration_item"(lower("identifier"));
CREATE INDEX "configuration_item_agency_idx" ON "configuration_item"("agency_id", lower("identifier"));
CREATE INDEX "configuration_item_status_idx" ON "configuration_item"("agency_id", "status");

CREATE TABLE "configuration_relation" (
    "source_id" UUID NOT NULL,
    "target_id" UUID NOT NULL,
    "type" TEXT NOT NULL,

    CONSTRAINT "configuration_relation_pkey" PRIMARY KEY ("source_id", "target_id", "type"),
    CONSTRAINT "configuration_relation_not_itself" CHECK ("source_id" <> "target_id"),
    CONSTRAINT "configuration_relation_source_fkey" FOREIGN KEY ("source_id") REFERENCES "configuration_item"("id") ON DELETE CASCADE,
    CONSTRAINT "configuration_relation_target_fkey" FOREIGN KEY ("target_id") REFERENCES "configuration_item"("id") ON DELETE CASCADE
);
CREATE INDEX "configuration_relation_target_idx" ON "configuration_relation"("target_id", "type", "source_id");

CREATE TABLE "configuration_service" (
    "item_id" UUID NOT NULL,
    "service_id" TEXT NOT NULL,

    CONSTRAINT "configuration_service_pkey" PRIMARY KEY ("item_id", "service_id"),
    CONSTRAINT "configuration_service_item_fkey" FOREIGN KEY ("item_id") REFERENCES "configuration_item"("id") ON DELETE CASCADE
);
CREATE INDEX "configuration_service_service_idx" ON "configuration_service"("service_id");

-- Old and new value of every field that changed, who, when, why, and for a status its ground (P6.4). Nobody edits or removes a line.
CREATE TABLE "configuration_change" (
    "id" BIGSERIAL NOT NULL,
    "item_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "old" JSONB,
    "new" JSONB,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "why" TEXT,
    "ground" JSONB,

    CONSTRAINT "configuration_change_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "configuration_change_item_fkey" FOREIGN KEY ("item_id") REFERENCES "configuration_item"("id") ON DELETE RESTRICT,
    -- no status without an approved change or a recorded event; a new item is planned
    CONSTRAINT "configuration_change_status_ground" CHECK ("field" <> 'status' OR "ground" IS NOT NULL OR "old" IS NULL)
);
CREATE INDEX "configuration_change_item_idx" ON "configuration_change"("item_id", "id" DESC);

CREATE FUNCTION configuration_change_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the history of configuration items is only added to';
END $$;
CREATE TRIGGER "configuration_change_stays" BEFORE UPDATE OR DELETE ON "configuration_change" FOR EACH ROW EXECUTE FUNCTION configuration_change_stays();

-- A file taken in: what came of it. Written in the transaction of the items themselves.
CREATE TABLE "configuration_import" (
    "id" UUID NOT NULL,
    "agency_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "added" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "left_out" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "configuration_import_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "configuration_import_agency_idx" ON "configuration_import"("agency_id", "at" DESC);

-- An audit of the items (P6.5): its scope as it was when it began, one line an item, what was found, its correction (P6.6), the recheck.
CREATE TABLE "configuration_audit" (
    "id" UUID NOT NULL,
    "agency_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "change_code" TEXT,
    "scope" JSONB NOT NULL,
    "auditor_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "conclusion" TEXT,

    CONSTRAINT "configuration_audit_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "configuration_audit_reason" CHECK ("reason" IN ('yearly', 'change', 'other')),
    CONSTRAINT "configuration_audit_agency_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "configuration_audit_agency_idx" ON "configuration_audit"("agency_id", "started_at" DESC);

CREATE TABLE "configuration_audit_line" (
    "id" UUID NOT NULL,
    "audit_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "item_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "kind" TEXT,
    "finding" TEXT,
    "case_code" TEXT,
    "found_by" TEXT,
    "found_at" TIMESTAMPTZ(3),
    "correction" TEXT,
    "corrected_by" TEXT,
    "corrected_at" TIMESTAMPTZ(3),
    "rechecked_by" TEXT,
    "rechecked_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "configuration_audit_line_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "configuration_audit_line_state" CHECK ("state" IN ('waiting', 'right', 'deviation', 'corrected', 'settled')),
    CONSTRAINT "configuration_audit_line_kind" CHECK ("kind" IN ('differs', 'missing', 'unregistered', 'unapproved-change')),
    -- a deviation says what it is, whatever became of it
    CONSTRAINT "configuration_audit_line_finding" CHECK (("state" IN ('waiting', 'right')) OR ("kind" IS NOT NULL AND "finding" IS NOT NULL)),
    CONSTRAINT "configuration_audit_line_audit_fkey" FOREIGN KEY ("audit_id") REFERENCES "configuration_audit"("id") ON DELETE CASCADE,
    CONSTRAINT "configuration_audit_line_item_fkey" FOREIGN KEY ("item_id") REFERENCES "configuration_item"("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "configuration_audit_line_position_key" ON "configuration_audit_line"("audit_id", "position");
CREATE INDEX "configuration_audit_line_item_idx" ON "configuration_audit_line"("item_id");

-- Who is hit when an item is down (FIELD M7): open cases of a service by their date, with whose they are; what runs of which version.
CREATE INDEX "case_open_service_idx" ON "case"("service_id", "due_at", "id") INCLUDE ("client_id") WHERE "status" NOT IN ('done', 'closed');
CREATE INDEX "process_run_version_running_idx" ON "process_run"("process_id", "version", "case_id") WHERE "ended_at" IS NULL;
