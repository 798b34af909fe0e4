"""The functions that write the change log at the end of a transaction."""

from django.db import migrations

TXID = """
CREATE FUNCTION changes_txid() RETURNS bigint LANGUAGE sql STABLE
RETURN pg_current_xact_id()::text::bigint;
"""

# For every touched object: what the log said last against what the view changes_state_<type> says now.
WRITE_LOG = """
CREATE SEQUENCE changes_seq;

CREATE FUNCTION changes_write_log(tx bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    touched text;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM changes_pendingchange WHERE transaction = tx) THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(7233001);
    FOR touched IN
        SELECT DISTINCT object_type FROM changes_pendingchange WHERE transaction = tx ORDER BY 1
    LOOP
        EXECUTE format($query$
            INSERT INTO changes_change (seq, object_type, object_id, kind, at)
            SELECT nextval('changes_seq'), $1, object_id, kind, clock_timestamp()
            FROM (
                SELECT object_id,
                    CASE
                        WHEN is_public AND (last IS NULL OR last IN ('withdrawn', 'merged')) THEN 'created'
                        -- Said once: whoever touches a retracted verdict again has changed it, no more.
                        WHEN is_public THEN CASE WHEN is_said THEN 'changed' ELSE COALESCE(word, 'changed') END
                        WHEN last IN ('created', 'changed', 'retracted') THEN COALESCE(word, 'withdrawn')
                    END AS kind
                FROM (
                    SELECT p.object_id, COALESCE(s.is_public, false) AS is_public, s.word,
                        (SELECT c.kind FROM changes_change c
                         WHERE c.object_type = $1 AND c.object_id = p.object_id ORDER BY c.seq DESC LIMIT 1) AS last,
                        EXISTS (SELECT 1 FROM changes_change c
                                WHERE c.object_type = $1 AND c.object_id = p.object_id AND c.kind = s.word) AS is_said
                    FROM (SELECT DISTINCT object_id FROM changes_pendingchange
                          WHERE transaction = $2 AND object_type = $1 AND object_id IS NOT NULL) p
                    LEFT JOIN %I s ON s.id = p.object_id
                ) known
                ORDER BY object_id
            ) decided
            WHERE kind IS NOT NULL
        $query$, 'changes_state_' || touched) USING touched, tx;
    END LOOP;
    -- For this transaction alone, and taken back with a savepoint.
    PERFORM set_config('changes.written_up_to', max(id)::text, true) FROM changes_pendingchange WHERE transaction = tx;
    DELETE FROM changes_pendingchange WHERE transaction = tx;
END
$$;
"""


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.RunSQL(TXID, "DROP FUNCTION changes_txid()"),
        migrations.RunSQL(WRITE_LOG, "DROP FUNCTION changes_write_log(bigint); DROP SEQUENCE changes_seq"),
    ]
