"""Topic: what claims are about."""

from django.db import models
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.triggers import claim as triggers
from sources.models.base import UPDATED_AT, Editorial, tracked


class TopicQuerySet(models.QuerySet["Topic"]):
    """Questions about topics."""

    def public(self) -> "TopicQuerySet":
        """Return the topics that a public claim refers to."""
        from claims.models.claim import Claim  # noqa: PLC0415  # the claim's model needs this one

        # The first claim that is found will do: EXISTS would read all claims of a large topic.
        claim = Claim.objects.public().filter(topics=OuterRef("pk")).order_by().values("pk")[:1]
        return self.alias(claim=models.Subquery(claim)).filter(claim__isnull=False)


@tracked("TopicHistory")
class Topic(Editorial):
    """A subject under which readers find claims."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("slug"), max_length=100, unique=True, allow_unicode=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.CheckConstraint(condition=~models.Q(name="") & ~models.Q(slug=""), name="topic_name_and_slug_given"),
        ]
        triggers = [UPDATED_AT, *triggers.TOPIC]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the topic's public page."""
        return reverse("topic", args=[self.pk])
