"""/translations/: claims in other languages, each checked by a person."""

from django.db.models import Case, F, QuerySet, When
from rest_framework import serializers

from claims.enums import ClaimKind, TranslationOrigin, VerdictState
from claims.models import Translation
from rest.filters import ChoiceFilter, IdFilter, LanguageFilter, WordsFilter, filter_set
from rest.flat import address, column
from rest.links import PathField, Reference, view_path
from rest.ordering import BY_ID, BY_ID_DESCENDING
from sources.api.logged import LoggedViewSet

API_PATH = view_path("api-translation-detail")
PAGE_PATH = view_path("claim-permalink", fragment="translation-{}")
STANDS = {"verdict__state": VerdictState.PUBLISHED}


def with_references(queryset: QuerySet[Translation]) -> QuerySet[Translation]:
    """Fetch what a translation shows of other rows."""
    return queryset.select_related("claim", "verdict")


class TranslationSerializer(serializers.ModelSerializer[Translation]):
    """A checked translation; its summary is shown only while the version that it translates stands."""

    url = PathField(API_PATH, "pk")
    html_url = PathField(PAGE_PATH, "claim_id", "pk")
    claim = Reference("api-claim-detail")
    summary = serializers.SerializerMethodField()

    class Meta:
        model = Translation
        fields = [
            "id", "external_id", "url", "html_url", "claim", "language", "statement", "summary", "origin", "checked_at",
        ]  # fmt: skip
        read_only_fields = fields

    def get_summary(self, translation: Translation) -> str | None:
        """Return the summary while its version stands, else None."""
        verdict = translation.verdict
        return translation.summary if verdict and verdict.state == VerdictState.PUBLISHED else None


FILTERS = filter_set(
    Translation,
    claim=IdFilter("claim", help="Id of the claim."),
    topic=IdFilter("claim__topics", help="Id of a topic of the claim."),
    kind=ChoiceFilter("claim__kind", choices=ClaimKind.values, help="Kind of the claim."),
    language=LanguageFilter("language", help="Language that it is translated to; `en` also finds `en-GB`."),
    origin=ChoiceFilter("origin", choices=TranslationOrigin.values, help="Who translated; a person checked all."),
    q=WordsFilter("statement", "claim__statement", help="Words that all occur in the translation or the claim."),
)


class TranslationViewSet(LoggedViewSet[Translation]):
    """Checked translations of public claims."""

    noun = "translations"
    logged_as = "translation"
    queryset = Translation.objects.public()
    serializer_class = TranslationSerializer
    filterset_class = FILTERS
    orders = {"id": BY_ID, "-id": BY_ID_DESCENDING}
    columns = (
        column("id"),
        column("external_id"),
        address("url", "pk", shown=API_PATH),
        address("html_url", "claim_id", "pk", shown=PAGE_PATH),
        column("claim_id"),
        column("claim", "claim__short_statement"),
        column("language"),
        column("statement"),
        column("verdict_id", Case(When(**STANDS, then=F("verdict")))),
        column("summary", Case(When(**STANDS, then=F("summary")))),
        column("origin"),
        column("checked_at"),
    )

    def listed(self, queryset: QuerySet[Translation]) -> QuerySet[Translation]:
        """Fetch the claim, and the verdict whose summary it translates."""
        return with_references(queryset)
