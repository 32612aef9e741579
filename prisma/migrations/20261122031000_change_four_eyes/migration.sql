-- P5.3, P5.5: who assessed a change does not decide on it. A standard change was decided beforehand, before anybody assessed this one.
CREATE FUNCTION change_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."standard_id" IS NULL AND EXISTS (SELECT 1 FROM "change" WHERE "case_id" = NEW."change_id" AND "assessed_by" = NEW."by") THEN
        RAISE EXCEPTION 'Whoever assessed change % does not decide on it', NEW."change_id" USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER "change_four_eyes" BEFORE INSERT OR UPDATE ON "change_decision" FOR EACH ROW EXECUTE FUNCTION change_four_eyes();

-- tasks that are open while this is installed
UPDATE "task" SET "not_for" = ARRAY["change"."assessed_by"], "assignee_id" = nullif("task"."assignee_id", "change"."assessed_by") FROM "change"
WHERE "change"."case_id" = "task"."case_id" AND "task"."element_id" = 'Task_DecideChange' AND "task"."state" = 'open' AND "change"."assessed_by" IS NOT NULL;
