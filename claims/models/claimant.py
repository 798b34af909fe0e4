"""Claimant: who made a claim."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.enums import ClaimantKind
from claims.triggers import claimant as triggers
from sources.models import Article, Outlet
from sources.models.base import UPDATED_AT, Editorial, tracked
from sources.models.fields import EdtfField, country_code, wikidata_id


class ClaimantQuerySet(models.QuerySet["Claimant"]):
    """Questions about claimants."""

    def public(self) -> "ClaimantQuerySet":
        """Return the claimants that a public appearance or a public inquiry refers to."""
        from claims.models.appearance import Appearance  # noqa: PLC0415  # the appearance's model needs this one
        from claims.models.inquiry import Inquiry  # noqa: PLC0415  # likewise

        shown = Appearance.objects.public()
        return self.filter(
            Exists(shown.filter(claimant=OuterRef("pk")))
            | Exists(shown.filter(steps__claimant=OuterRef("pk")))
            | Exists(Inquiry.objects.public().filter(addressee=OuterRef("pk")))
        )

    def named(self) -> "ClaimantQuerySet":
        """Return the claimants that exist beyond a single article: these may be merged and have a scorecard."""
        return self.filter(article__isnull=True)

    def living(self) -> "ClaimantQuerySet":
        """Return the persons who can be asked: whose death is not on record."""
        return self.filter(kind=ClaimantKind.PERSON, died="")


@tracked("ClaimantHistory")
class Claimant(Editorial):
    """A person, organisation, outlet, group or anonymous source.

    Anonymous sources and unnamed groups belong to one article, are never merged and have no scorecard.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=ClaimantKind.choices)
    name = models.CharField(_("name"), max_length=200)
    aliases = ArrayField(models.TextField(), verbose_name=_("aliases"), default=list, blank=True)
    description = models.TextField(_("description"), blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    wikidata_id = models.CharField(_("Wikidata id"), max_length=20, blank=True)
    died = EdtfField(
        _("died"), help_text=_("As EDTF, as far as known: 2018, 2018-04-09. Left empty, a person is taken to be alive.")
    )
    outlet = models.OneToOneField(
        Outlet,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claimant",
        verbose_name=_("outlet"),
    )
    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="unnamed_claimants",
        verbose_name=_("article"),
        help_text=_("Only for anonymous sources and unnamed groups: the one article that speaks of them."),
    )

    objects = ClaimantQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("claimant")
        verbose_name_plural = _("claimants")
        indexes = [
            # The list of claimants, a page at a time.
            models.Index(fields=["name", "id"], name="claimant_by_name"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="claimant_name_given"),
            models.CheckConstraint(condition=Q(kind__in=ClaimantKind.values), name="claimant_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind=ClaimantKind.ANONYMOUS_SOURCE) | Q(article__isnull=False),
                name="claimant_anonymous_has_article",
            ),
            models.CheckConstraint(
                condition=Q(article__isnull=True) | Q(kind__in=[ClaimantKind.ANONYMOUS_SOURCE, ClaimantKind.GROUP]),
                name="claimant_article_only_unnamed",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ClaimantKind.OUTLET) | Q(outlet__isnull=False),
                name="claimant_outlet_named",
            ),
            models.CheckConstraint(condition=Q(died="") | Q(kind=ClaimantKind.PERSON), name="claimant_person_died"),
            models.CheckConstraint(condition=country_code("country"), name="claimant_country_iso"),
            models.CheckConstraint(condition=wikidata_id("wikidata_id"), name="claimant_wikidata_id"),
        ]
        triggers = [UPDATED_AT, *triggers.CLAIMANT]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the claimant's public page."""
        return reverse("claimant", args=[self.pk])

    @property
    def is_named(self) -> bool:
        """Say whether the claimant exists beyond a single article."""
        return self.article_id is None
