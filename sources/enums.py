"""The closed vocabularies of the source tables: value, label and meaning together."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Publication(models.TextChoices):
    """Whether the public may see a row; what was withdrawn is gone for every date."""

    DRAFT = "draft", _("draft")
    PUBLIC = "public", _("public")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Decision(models.TextChoices):
    """Where a suggestion stands; only a person confirms or rejects."""

    SUGGESTED = "suggested", _("suggested")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("rejected")


class OutletKind(models.TextChoices):
    """What sort of publisher an outlet is."""

    NEWSPAPER = "newspaper", _("newspaper")
    AGENCY = "agency", _("news agency")
    BROADCASTER = "broadcaster", _("broadcaster")
    SITE = "site", _("website")
    OFFICIAL_BODY = "official_body", _("official body")
    THINK_TANK = "think_tank", _("think tank")
    FACT_CHECKER = "fact_checker", _("fact-checker")
    OTHER = "other", _("other")


class ArticleKind(models.TextChoices):
    """What sort of publication an article is."""

    NEWS = "news", _("news")
    OPINION = "opinion", _("opinion")
    ANALYSIS = "analysis", _("analysis")
    OFFICIAL_DOCUMENT = "official_document", _("official document")
    DATASET = "dataset", _("dataset")
    TRANSCRIPT = "transcript", _("transcript")


class Extent(models.TextChoices):
    """How much of the publication a stored text holds."""

    FULL = "full", _("full text")
    EXCERPT = "excerpt", _("excerpt")


class MarkKind(models.TextChoices):
    """Why a span of a text is not its author's."""

    INSERTION = "insertion", _("insertion")
    ALTERATION = "alteration", _("alteration")
    FOOTNOTE = "footnote", _("footnote")
    CAPTION = "caption", _("caption")
    STANDFIRST = "standfirst", _("standfirst")
    CROSS_HEAD = "cross_head", _("cross-head")
    CHROME = "chrome", _("page chrome")


class DerivationKind(models.TextChoices):
    """How an article was made from another."""

    REPUBLISHES = "republishes", _("republishes")
    TRANSLATES = "translates", _("translates")
    SUMMARISES = "summarises", _("summarises")
    EXCERPTS = "excerpts", _("excerpts")
