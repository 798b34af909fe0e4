"""The closed vocabularies of the claim tables: value, label and meaning together."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClaimantKind(models.TextChoices):
    """What sort of speaker a claimant is."""

    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")
    OUTLET = "outlet", _("outlet")
    GROUP = "group", _("group")
    ANONYMOUS_SOURCE = "anonymous_source", _("anonymous source")


class ClaimKind(models.TextChoices):
    """What sort of proposition a claim is; it decides which scale serves."""

    FACT = "fact", _("fact")
    QUANTITY = "quantity", _("quantity")
    CAUSE = "cause", _("cause")
    RULE = "rule", _("rule")
    UTTERANCE = "utterance", _("utterance")
    PREDICTION = "prediction", _("prediction")
    PROMISE = "promise", _("promise")
    OPINION = "opinion", _("opinion")


class Priority(models.TextChoices):
    """How urgently the desk wants a claim checked."""

    LOW = "low", _("low")
    NORMAL = "normal", _("normal")
    HIGH = "high", _("high")


class Stance(models.TextChoices):
    """What a claimant does with the claim in a passage."""

    ASSERTS = "asserts", _("asserts")
    DENIES = "denies", _("denies")
    QUESTIONS = "questions", _("questions")
    MENTIONS = "mentions", _("mentions")


class Manner(models.TextChoices):
    """In what form the claim stands in the passage."""

    OWN_WORDS = "own_words", _("own words")
    QUOTED = "quoted", _("quoted")
    REPORTED = "reported", _("reported")
    IMPLIED = "implied", _("implied")


class Fidelity(models.TextChoices):
    """How the printed words relate to the words that were said."""

    ORIGINAL = "original", _("original")
    TRANSLATED = "translated", _("translated")
    BACK_TRANSLATED = "back_translated", _("back-translated")
    ALTERED = "altered", _("altered")
    INVERTED = "inverted", _("inverted")
    UNKNOWN = "unknown", _("unknown")


class EvidenceStance(models.TextChoices):
    """What a piece of evidence does to the claim."""

    SUPPORTS = "supports", _("supports")
    CONTRADICTS = "contradicts", _("contradicts")
    CONTEXT = "context", _("context")


class Normalised(models.TextChoices):
    """The four classes that ratings of all scales map to (ClaimsKG)."""

    TRUE = "true", _("true")
    FALSE = "false", _("false")
    MIXTURE = "mixture", _("mixture")
    OTHER = "other", _("other")


class VerdictState(models.TextChoices):
    """Where a version of a verdict stands."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("superseded")
    RETRACTED = "retracted", _("retracted")


OPEN_STATES = (VerdictState.DRAFT, VerdictState.SUBMITTED, VerdictState.APPROVED)
PUBLIC_STATES = (VerdictState.PUBLISHED, VerdictState.SUPERSEDED, VerdictState.RETRACTED)


class VerdictEventKind(models.TextChoices):
    """What happened to a verdict."""

    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("superseded")
    RETRACTED = "retracted", _("retracted")


class ChangeReason(models.TextChoices):
    """Why a new version of a verdict was needed."""

    ERROR_CORRECTED = "error_corrected", _("error corrected")
    NEW_EVIDENCE = "new_evidence", _("new evidence")
    WORDING = "wording", _("wording")


class RecheckReason(models.TextChoices):
    """Why a claim is due to be checked again."""

    REVIEW_BY = "review_by", _("its review-by day has come")
    NEWER_EVIDENCE = "newer_evidence", _("there is newer evidence than the verdict")
    ARTICLE_WITHDRAWN = "article_withdrawn", _("an article that it cites was withdrawn")
    INQUIRY_OVERDUE = "inquiry_overdue", _("an inquiry is past its deadline")


class TranslationOrigin(models.TextChoices):
    """Who translated."""

    PERSON = "person", _("person")
    MACHINE = "machine", _("machine")


class MatchDecision(models.TextChoices):
    """What an editor says of two similar claims."""

    UNDECIDED = "undecided", _("undecided")
    SAME = "same", _("same")
    OPPOSITE = "opposite", _("opposite")
    PART_OF = "part_of", _("part of")
    VARIANT = "variant", _("variant")
    RELATED = "related", _("related")
    DIFFERENT = "different", _("different")


class Polarity(models.TextChoices):
    """What a match is worth: the same statement, its opposite, or not to be told by the words alone."""

    SAME = "same", _("says the same")
    OPPOSITE = "opposite", _("says the opposite")
    UNKNOWN = "unknown", _("same or opposite: not known")


class CommentedField(models.TextChoices):
    """Which part of a verdict a remark at the desk is about; a remark on none is on the whole."""

    TITLE = "title", _("title")
    STATEMENT = "statement", _("statement")
    RATING = "rating", _("rating")
    SUMMARY = "summary", _("summary")
    RATIONALE = "rationale", _("rationale")
    DATES = "dates", _("dates")
    CHANGE = "change", _("what changed")
    LEAD_APPEARANCE = "lead_appearance", _("lead appearance")
    EVIDENCE = "evidence", _("evidence")
