"""ClaimTopic: a claim is about a topic."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.topic import Topic
from claims.triggers import claim as triggers
from sources.models.base import tracked


@tracked("ClaimTopicHistory")
class ClaimTopic(models.Model):
    """The link between a claim and a topic; a table of its own, so that its history is kept."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="claim_links")

    objects = models.Manager["ClaimTopic"]()

    class Meta:
        verbose_name = _("topic of a claim")
        verbose_name_plural = _("topics of claims")
        constraints = [models.UniqueConstraint(fields=["claim", "topic"], name="claim_topic_once")]
        triggers = triggers.CLAIM_TOPIC

    def __str__(self) -> str:
        return str(self.topic)
