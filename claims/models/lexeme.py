"""In how many claims each word stands: what makes a rare word worth more than a frequent one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LexemeCount(models.Model):
    """A stemmed word, the number of documents that hold it and of its occurrences; the empty word sums up all.

    A worker folds ``LexemeDelta`` into it, so that writers of claims never meet on the row of a frequent word.
    """

    lexeme = models.TextField(primary_key=True)
    documents = models.BigIntegerField()
    occurrences = models.BigIntegerField()

    objects = models.Manager["LexemeCount"]()

    class Meta:
        verbose_name = _("lexeme count")
        verbose_name_plural = _("lexeme counts")

    def __str__(self) -> str:
        return f"{self.lexeme}: {self.documents}"


class LexemeDelta(models.Model):
    """What one change of a claim's words adds to the counts; appended by the database, removed by the worker."""

    lexeme = models.TextField()
    documents = models.SmallIntegerField()
    occurrences = models.IntegerField()

    objects = models.Manager["LexemeDelta"]()

    class Meta:
        verbose_name = _("lexeme delta")
        verbose_name_plural = _("lexeme deltas")

    def __str__(self) -> str:
        return f"{self.lexeme}: {self.documents:+}"
