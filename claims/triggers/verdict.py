"""Rules of verdicts: the way from draft to published, four eyes, and what never changes afterwards."""

import pgtrigger

from changes.triggers import ACTING_USER, DeferredRule, Rule, Touch, refuse, refuse_if
from claims.triggers.frozen import differs

WRITTEN = [
    "title", "rating_id", "summary", "rationale", "evidence_until", "review_by", "change_kind", "change_note",
]  # fmt: skip
# What the submission copies from the claim: nobody's contribution to the verdict.
COPIED = ["statement", "short_statement", "lead_appearance_id"]
CONTENT = [*WRITTEN, *COPIED]
RECORD = ["reviewer_id", "submitted_at", "decided_at", "published_at", "digest"]

TRANSITIONS = [
    ("draft", "submitted"),
    ("submitted", "draft"),
    ("submitted", "approved"),
    ("approved", "draft"),
    ("approved", "published"),
    ("published", "superseded"),
    ("published", "retracted"),
]
ALLOWED_PAIRS = ", ".join(f"('{old}', '{new}')" for old, new in TRANSITIONS)

# The note of the event by which an edit voids a submission: who reads the record is told so in their own language.
VOIDED = "Edited after it was submitted; the submission is void."

UNCHANGING = [
    refuse_if(
        differs(["version", "author_id"])
        + " AND OLD.state <> 'draft' OR "
        + differs(["claim_id", "external_id", "created_by_id"]),
        "verdict_identity_fixed",
        "Claim, version and author of a verdict do not change.",
    ),
    refuse_if(
        f"OLD.state IN ('published', 'superseded', 'retracted') AND {differs([*CONTENT, *RECORD])}",
        "verdict_published_immutable",
        "What was published is never changed; draft a new version.",
    ),
]

# An edit under review takes the version back to draft, whoever makes it and by whatever way.
VOIDING = [
    f"IF OLD.state IN ('submitted', 'approved') AND {differs(CONTENT)} THEN",
    refuse_if(
        "NEW.state NOT IN ('draft', OLD.state)",
        "verdict_digest_matches",
        "The verdict was edited while it was being decided; submit it again.",
    ),
    "IF NEW.state <> 'draft' THEN",
    "NEW.state := 'draft'; NEW.digest := ''; NEW.reviewer_id := NULL;",
    "NEW.submitted_at := NULL; NEW.decided_at := NULL;",
    "INSERT INTO claims_verdictevent (verdict_id, kind, by_id, at, note, previous_hash, hash, digest)"
    f" VALUES (OLD.id, 'returned', COALESCE({ACTING_USER}, OLD.author_id), clock_timestamp(),"
    f" '{VOIDED}', '', '', '');",
    "END IF;",
    "END IF;",
]

MOVING = [
    "IF OLD.state <> NEW.state THEN",
    refuse_if(
        f"(OLD.state, NEW.state) NOT IN ({ALLOWED_PAIRS})",
        "verdict_transition",
        "A verdict goes from draft to submitted, approved and published, and only then to superseded or retracted.",
    ),
    # Each step writes its own dates and names, and none of an earlier one.
    refuse_if(
        f"NEW.state = 'approved' AND {differs(['submitted_at', 'published_at', 'digest'])}"
        f" OR NEW.state = 'published' AND {differs(['submitted_at', 'reviewer_id', 'decided_at', 'digest'])}",
        "verdict_transition",
        "A step of a verdict does not rewrite who did an earlier one, and when.",
    ),
    f"ELSIF {differs(RECORD)} THEN",
    refuse("verdict_transition", "Reviewer, dates and digest change only with the state."),
    "END IF;",
]

RATED = [
    refuse_if(
        "claim.kind = 'opinion'",
        "verdict_opinion_unrated",
        "Opinions take no rating.",
    ),
    refuse_if(
        "NOT EXISTS (SELECT 1 FROM claims_rating r JOIN claims_ratingscale s ON s.id = r.scale_id"
        " WHERE r.id = NEW.rating_id AND claim.kind = ANY (s.kinds))",
        "verdict_scale_serves_kind",
        "The scale of this rating does not serve claims of this kind.",
    ),
]

SUBMITTING = [
    "IF OLD.state = 'draft' AND NEW.state = 'submitted' THEN",
    refuse_if(
        "NEW.rating_id IS NULL",
        "verdict_complete",
        "A verdict needs a rating before it can be submitted.",
    ),
    *RATED,
    refuse_if(
        "claim.merged_into_id IS NOT NULL",
        "verdict_claim_merged",
        "This claim has been merged into another; draft the verdict there.",
    ),
    refuse_if(
        "EXISTS (SELECT 1 FROM claims_rating WHERE id = NEW.rating_id AND retired_at <= NEW.submitted_at)",
        "verdict_rating_in_use",
        "This rating has been retired; choose another.",
    ),
    refuse_if(
        "NOT EXISTS (SELECT 1 FROM claims_verdictevidence WHERE verdict_id = NEW.id)",
        "verdict_has_evidence",
        "A verdict relies on at least one piece of evidence.",
    ),
    refuse_if(
        "NEW.lead_appearance_id IS NOT NULL AND NEW.claim_id IS DISTINCT FROM"
        " (SELECT claim_id FROM claims_appearance WHERE id = NEW.lead_appearance_id)",
        "verdict_lead_of_claim",
        "The lead appearance must be one of the claim.",
    ),
    "NEW.digest := claims_verdict_digest(NEW);",
    "END IF;",
]

DECIDING = [
    "IF NEW.state IN ('approved', 'published') AND OLD.state <> NEW.state THEN",
    refuse_if(
        "NEW.digest IS DISTINCT FROM claims_verdict_digest(NEW) OR NEW.digest IS DISTINCT FROM OLD.digest",
        "verdict_digest_matches",
        "What the reader would see has changed since it was submitted; return it and submit it again.",
    ),
    refuse_if(
        "EXISTS (SELECT 1 FROM claims_verdictcontributor WHERE verdict_id = NEW.id AND user_id = NEW.reviewer_id)",
        "verdict_reviewer_contributed",
        "The reviewer has edited this verdict; another editor must review it.",
    ),
    "END IF;",
    "IF NEW.state = 'published' AND OLD.state <> 'published' THEN",
    *RATED,
    refuse_if(
        "claim.status <> 'public' OR claim.merged_into_id IS NOT NULL",
        "verdict_claim_public",
        "Publish the claim before its verdict.",
    ),
    refuse_if(
        "EXISTS (SELECT 1 FROM claims_verdictevidence l JOIN claims_evidence e ON e.id = l.evidence_id"
        " JOIN sources_article a ON a.id = e.article_id"
        " WHERE l.verdict_id = NEW.id AND (e.status <> 'public' OR a.status <> 'public'))",
        "verdict_evidence_public",
        "All evidence that the verdict relies on, and its articles, must be public first.",
    ),
    refuse_if(
        "EXISTS (SELECT 1 FROM claims_appearance a JOIN sources_passage p ON p.id = a.passage_id"
        " JOIN sources_articletext t ON t.id = p.text_id JOIN sources_article s ON s.id = t.article_id"
        " WHERE a.id = NEW.lead_appearance_id AND (a.status <> 'public' OR s.status <> 'public'))",
        "verdict_lead_public",
        "The appearance that leads the claim, and its article, must be public first.",
    ),
    "END IF;",
]

VERDICT = [
    Rule(
        name="verdict_starts_as_draft",
        operation=pgtrigger.Insert,
        checks=[
            refuse_if("NEW.state <> 'draft'", "verdict_starts_as_draft", "A verdict begins as a draft."),
        ],
    ),
    Rule(
        name="verdict_rules",
        operation=pgtrigger.Update,
        declare=[("claim", "record")],
        checks=[
            "SELECT kind, status, merged_into_id INTO claim FROM claims_claim WHERE id = NEW.claim_id;",
            *UNCHANGING,
            *VOIDING,
            *MOVING,
            *SUBMITTING,
            *DECIDING,
        ],
    ),
    Rule(
        name="verdict_kept",
        operation=pgtrigger.Delete,
        checks=[refuse_if("OLD.state <> 'draft'", "verdict_kept", "Only a draft can be deleted.")],
    ),
    pgtrigger.Trigger(
        name="verdict_contributors",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=(
            # OLD is null on INSERT, which the comparison below never reaches.
            "INSERT INTO claims_verdictcontributor (verdict_id, user_id)"
            f" SELECT NEW.id, wrote FROM (SELECT NEW.author_id UNION SELECT {ACTING_USER}"
            f" WHERE TG_OP = 'INSERT' OR {differs(WRITTEN)}) AS writers (wrote)"
            " WHERE wrote IS NOT NULL ON CONFLICT DO NOTHING; RETURN NULL;"
        ),
    ),
    DeferredRule(
        name="verdict_event_recorded",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
        declare=[("now_state", "text"), ("last_kind", "text")],
        checks=[
            "SELECT state INTO now_state FROM claims_verdict WHERE id = NEW.id;",
            "SELECT kind INTO last_kind FROM claims_verdictevent WHERE verdict_id = NEW.id ORDER BY id DESC LIMIT 1;",
            refuse_if(
                "now_state IS NOT NULL AND COALESCE(NULLIF(now_state, 'draft'), 'returned')"
                " <> COALESCE(last_kind, 'returned')",
                "verdict_event_recorded",
                "Each step of a verdict is recorded as an event in the same transaction.",
            ),
            refuse_if(
                "now_state = 'superseded' AND NOT EXISTS (SELECT 1 FROM claims_verdict v"
                " WHERE v.claim_id = NEW.claim_id AND v.version > NEW.version"
                " AND v.state IN ('published', 'superseded', 'retracted'))",
                "verdict_superseded_by_newer",
                "A verdict is superseded only by the publication of a newer version.",
            ),
        ],
    ),
    Touch(
        "SELECT 'verdict', ROW.id",
        "SELECT 'claim', ROW.claim_id WHERE ROW.state IN ('published', 'superseded', 'retracted')",
    ),
]
