-- Every step of a case is written twice, when it is entered and when it is left (BARS E5). An index whose condition is the state made the second writing
-- a new entry in each index of the table; without it, and with some room in each page, the row is changed where it stands. Who asks for the steps of a
-- case that go on finds them among the fifty of that case.
DROP INDEX "element_timing_active_idx";
ALTER TABLE "element_timing" SET (fillfactor = 85);

-- The events of one case are a dozen: found by their time, put in order by their number.
DROP INDEX "case_event_case_id_id_idx";
