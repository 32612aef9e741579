-- The end of the audit chain, locked until the commit, in one statement: everybody who appends waits here for the one before, so every
-- way to the database and back that is spared is spared by all (BARS A5, C5). The lock comes first and the reading sees what was committed
-- while it waited: a volatile function takes a new snapshot for each of its statements.
CREATE FUNCTION "audit_end"() RETURNS TABLE ("seq" BIGINT, "hash" TEXT) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7316418843);
    RETURN QUERY SELECT a."seq", a."hash" FROM "audit_entry" a ORDER BY a."seq" DESC LIMIT 1;
END;
$$;
