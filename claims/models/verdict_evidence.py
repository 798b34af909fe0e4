"""VerdictEvidence: a verdict relies on a piece of evidence."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.evidence import Evidence
from claims.triggers import verdict_evidence as triggers
from sources.models.base import tracked


@tracked("VerdictEvidenceHistory")
class VerdictEvidence(models.Model):
    """The link between a verdict and evidence of the same claim; a table of its own, so that its history is kept."""

    verdict = models.ForeignKey("claims.Verdict", on_delete=models.CASCADE, related_name="evidence_links")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="verdict_links")

    objects = models.Manager["VerdictEvidence"]()

    class Meta:
        ordering = ["verdict", "evidence"]
        verbose_name = _("evidence relied on")
        verbose_name_plural = _("evidence relied on")
        constraints = [models.UniqueConstraint(fields=["verdict", "evidence"], name="verdict_evidence_once")]
        triggers = triggers.VERDICT_EVIDENCE

    def __str__(self) -> str:
        return str(self.evidence)
