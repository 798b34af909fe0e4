"""Outlet: who publishes articles."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sources.enums import OutletKind
from sources.models.base import UPDATED_AT, Editorial, tracked
from sources.models.fields import country_code, language_tag, wikidata_id
from sources.triggers import article as triggers

if TYPE_CHECKING:
    from sources.models.article import Article


class OutletQuerySet(models.QuerySet["Outlet"]):
    """Questions about outlets."""

    def public(self) -> "OutletQuerySet":
        """Return the outlets with a public article."""
        articles = apps.get_model("sources", "Article").objects.public()
        return self.filter(pk__in=articles.values("outlet"))


@tracked("OutletHistory")
class Outlet(Editorial):
    """A newspaper, agency, broadcaster, site or official body that publishes articles."""

    name = models.CharField(_("name"), max_length=200)
    domain = models.CharField(
        _("domain"), max_length=253, null=True, blank=True, unique=True,
        help_text=_("Such as example.org, without http:// and www; leave empty if unknown."),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=20, choices=OutletKind.choices)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters after ISO 3166, such as GB.")
    )
    language = models.CharField(
        _("language"), max_length=35, blank=True, help_text=_("A BCP 47 tag, such as en or ru.")
    )
    wikidata_id = models.CharField(_("Wikidata id"), max_length=20, blank=True)
    description = models.TextField(_("description"), blank=True)

    articles: "models.Manager[Article]"

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="outlet_name_given"),
            models.CheckConstraint(condition=Q(kind__in=OutletKind.values), name="outlet_kind_known"),
            models.CheckConstraint(
                condition=Q(domain__isnull=True) | Q(domain__regex=r"^[^\sA-Z/:@]+\.[^\sA-Z/:@]+$"),
                name="outlet_domain_plain",
            ),
            models.CheckConstraint(condition=country_code("country"), name="outlet_country_iso"),
            models.CheckConstraint(condition=language_tag("language"), name="outlet_language_bcp47"),
            models.CheckConstraint(condition=wikidata_id("wikidata_id"), name="outlet_wikidata_id"),
        ]
        triggers = [UPDATED_AT, *triggers.OUTLET]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the outlet's public page."""
        return reverse("outlet", args=[self.pk])
