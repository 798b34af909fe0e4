"""ExternalReview: what other fact-checkers said of a claim."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.rating import Rating
from claims.triggers import external_review as triggers
from sources.enums import Publication
from sources.models import Outlet
from sources.models.base import Editorial, tracked
from sources.models.fields import EdtfField, language_tag

# Whether every address in a list begins as one of the web does; readers follow them.
SOURCES_OF_THE_WEB = Func(
    F("sources"),
    template=r"array_to_string(%(expressions)s, ' ') ~ '^(https?://[^\s]+( |$))*$'",
    output_field=models.BooleanField(),
)


class ExternalReviewQuerySet(models.QuerySet["ExternalReview"]):
    """Questions about other desks' reviews."""

    def public(self) -> "ExternalReviewQuerySet":
        """Return what readers may see: every review of a public claim."""
        # Of an earlier day only the claim is known; the flag finds a few among a million reviews of drafts.
        return self.filter(is_shown=True, claim__status=Publication.PUBLIC, claim__merged_into__isnull=True)


@tracked("ExternalReviewHistory", comes_in_bulk=True, but=["is_shown"])
class ExternalReview(Editorial):
    """Another publisher's verdict with its own label; never passed off as ours."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="external_reviews", verbose_name=_("claim"))
    publisher = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="reviews", verbose_name=_("publisher"))
    url = models.TextField("URL")
    title = models.TextField(_("title"), blank=True)
    label = models.CharField(_("label as given"), max_length=200)
    rating = models.ForeignKey(
        Rating,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="external_reviews",
        verbose_name=_("rating it maps to"),
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    # What the publisher says of the claim. An appearance of ours needs a passage that shows it.
    claimant_name = models.CharField(
        _("said by"), max_length=300, blank=True, help_text=_("Who said it, in the publisher's words.")
    )
    said = EdtfField(_("said"), help_text=_("When it was said, as the publisher has it, as EDTF."))
    sources = ArrayField(
        models.TextField(), verbose_name=_("sources"), default=list, db_default=[], blank=True,
        help_text=_("Addresses that the publisher gives for the claim or its check, one a line."),
    )  # fmt: skip
    # Whether the claim is public; kept by the database.
    is_shown = models.BooleanField(default=False, db_default=False, editable=False)

    objects = ExternalReviewQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "-reviewed_on", "id"]
        verbose_name = _("external review")
        verbose_name_plural = _("external reviews")
        indexes = [
            # The list of reviews in the API, and by their day, each way with those of unknown day last.
            models.Index(fields=["id"], condition=Q(is_shown=True), name="external_review_shown"),
            models.Index(
                F("reviewed_on").asc(nulls_last=True),
                F("id").asc(),
                condition=Q(is_shown=True),
                name="external_review_first",
            ),
            models.Index(
                F("reviewed_on").desc(nulls_last=True),
                F("id").desc(),
                condition=Q(is_shown=True),
                name="external_review_last",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["claim", "url"], name="external_review_once"),
            models.CheckConstraint(condition=Q(url__regex=r"^https?://[^\s]+$"), name="external_review_url_http"),
            models.CheckConstraint(condition=~Q(label=""), name="external_review_label_given"),
            models.CheckConstraint(condition=language_tag("language"), name="external_review_language_bcp47"),
            models.CheckConstraint(condition=Q(SOURCES_OF_THE_WEB), name="external_review_sources_http"),
        ]
        triggers = triggers.EXTERNAL_REVIEW

    def __str__(self) -> str:
        return f"{self.publisher}: {self.label}"
