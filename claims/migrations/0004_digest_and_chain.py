"""What an approval is bound to, and the chain of hashes of verdict events."""

from django.db import migrations

# Everything a reader of the verdict will see, by names that travel, in jsonb's own order of keys.
DIGEST = """
CREATE FUNCTION claims_verdict_digest(v claims_verdict) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_object(
        'claim', (SELECT external_id FROM claims_claim WHERE id = v.claim_id),
        'version', v.version,
        'title', v.title,
        'statement', v.statement,
        'short_statement', v.short_statement,
        'rating', (SELECT jsonb_build_array(s.name, r.label, r.value, r.normalised)
                   FROM claims_rating r JOIN claims_ratingscale s ON s.id = r.scale_id WHERE r.id = v.rating_id),
        'summary', v.summary,
        'rationale', v.rationale,
        'evidence_until', v.evidence_until,
        'review_by', v.review_by,
        'change_kind', v.change_kind,
        'change_note', v.change_note,
        'evidence', (
            SELECT jsonb_agg(jsonb_build_array(
                e.external_id, a.external_id, p.external_id, p.exact, e.locator, e.stance, e.comment, e.is_primary
            ) ORDER BY e.external_id)
            FROM claims_verdictevidence l
            JOIN claims_evidence e ON e.id = l.evidence_id
            JOIN sources_article a ON a.id = e.article_id
            LEFT JOIN sources_passage p ON p.id = e.passage_id
            WHERE l.verdict_id = v.id),
        'lead', (
            SELECT jsonb_build_object(
                'appearance', m.external_id,
                'claimant', c.external_id,
                'affiliation', f.external_id,
                'stance', m.stance,
                'manner', m.manner,
                'fidelity', m.fidelity,
                'original_wording', m.original_wording,
                'original_article', o.external_id,
                'said', m.said,
                'occasion', m.occasion,
                'passage', jsonb_build_array(p.external_id, t.external_id, p.exact, p.start, p."end"),
                'steps', (
                    SELECT jsonb_agg(jsonb_build_array(sc.external_id, so.external_id, s.verb) ORDER BY s.position)
                    FROM claims_attributionstep s
                    LEFT JOIN claims_claimant sc ON sc.id = s.claimant_id
                    LEFT JOIN sources_outlet so ON so.id = s.outlet_id
                    WHERE s.appearance_id = m.id)
            )
            FROM claims_appearance m
            JOIN claims_claimant c ON c.id = m.claimant_id
            JOIN sources_passage p ON p.id = m.passage_id
            JOIN sources_articletext t ON t.id = p.text_id
            LEFT JOIN claims_affiliation f ON f.id = m.affiliation_id
            LEFT JOIN sources_article o ON o.id = m.original_article_id
            WHERE m.id = v.lead_appearance_id)
    )::text, 'UTF8')), 'hex')
$$;
"""

CHAIN = """
CREATE FUNCTION claims_event_hash(e claims_verdictevent) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_object(
        'position', e.position,
        'previous', e.previous_hash,
        'verdict', (SELECT external_id FROM claims_verdict WHERE id = e.verdict_id),
        'kind', e.kind,
        'by', e.by_id,
        'at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'note', e.note,
        'digest', e.digest
    )::text, 'UTF8')), 'hex')
$$;

-- Called at the end of the transaction, under the lock of the change log: the chain is in the order of commits.
CREATE FUNCTION claims_chain_event(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    event claims_verdictevent;
BEGIN
    PERFORM pg_advisory_xact_lock(7233001);
    SELECT * INTO event FROM claims_verdictevent WHERE id = wanted AND hash = '';
    IF event.id IS NULL THEN
        RETURN;
    END IF;
    SELECT position + 1, hash INTO event.position, event.previous_hash
    FROM claims_verdictevent WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1;
    event.position := COALESCE(event.position, 1);
    event.previous_hash := COALESCE(event.previous_hash, '');
    event.hash := claims_event_hash(event);
    UPDATE claims_verdictevent
    SET position = event.position, previous_hash = event.previous_hash, hash = event.hash WHERE id = wanted;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_source_counts")]

    operations = [
        migrations.RunSQL(DIGEST, "DROP FUNCTION claims_verdict_digest(claims_verdict)"),
        migrations.RunSQL(
            CHAIN,
            "DROP FUNCTION claims_chain_event(bigint); DROP FUNCTION claims_event_hash(claims_verdictevent)",
        ),
    ]
