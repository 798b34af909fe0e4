"""/match/: has this been checked? Answers for one text or for a batch; nothing is stored."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.claims import API_PATH, PAGE_PATH
from claims.api.verdicts import VersionSerializer
from claims.enums import Polarity
from claims.models import Claim
from claims.presentation.match import Question, ShownMatch, answer
from rest.bodies import NumberField, StrictJsonParser, TextField, flat_errors, take_chunks
from rest.described import ERRORS, error_responses
from rest.filters import A_TEXT, LANGUAGE_TAG
from rest.links import PathField
from rest.throttles import TextThrottle
from rest.viewsets import PublicApiView

LONGEST_TEXT = 5_000  # characters
LARGEST_BATCH = 100  # texts
MOST_HITS, HITS = 50, 10
LIMIT: dict[str, Any] = {
    "min_value": 1,
    "max_value": MOST_HITS,
    "default": HITS,
    "help_text": "How many claims at most.",
}


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses names that mean nothing here."""

    is_strict = True

    def to_internal_value(self, data: Any) -> Any:  # noqa: ANN401  # whatever JSON holds
        """Return the checked values; a typing error in a name is not taken for a question."""
        unknown = set(data) - set(self.fields) if isinstance(data, dict) else ()
        if unknown:
            message = f"There is no such member here. Known are: {', '.join(sorted(self.fields))}."
            raise ValidationError({name: [message] for name in sorted(unknown)})
        return super().to_internal_value(data)


class TextSerializer(StrictSerializer):
    """A text and, where it is known, its language."""

    text = TextField(max_length=LONGEST_TEXT, help_text="A statement, a post or a passage.")
    language = serializers.RegexField(
        r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z",
        required=False,
        trim_whitespace=False,
        error_messages={"invalid": "Write a BCP 47 tag, such as en or pt-BR."},
        help_text="BCP 47 tag of the text's language; without it the text's script and small words decide.",
    )


class QuestionSerializer(TextSerializer):
    """The parameters of a question for one text."""

    limit = NumberField(is_text=True, **LIMIT)


class BatchSerializer(StrictSerializer):
    """Up to 100 texts, each with a language where it is known."""

    texts = serializers.ListField(
        child=TextSerializer(),
        min_length=1,
        max_length=LARGEST_BATCH,
        error_messages={"min_length": "This list may not be empty."},
    )
    limit = NumberField(**LIMIT)


class MatchedClaimSerializer(serializers.ModelSerializer[Claim]):
    """The claim that may say what the text says."""

    url = PathField(API_PATH, "pk")
    html_url = PathField(PAGE_PATH, "pk")

    class Meta:
        model = Claim
        fields = ["id", "external_id", "url", "html_url", "statement", "language"]
        read_only_fields = fields


class HitSerializer(serializers.Serializer[ShownMatch]):
    """A claim, how close it is, whether it says the same or the opposite, and the verdict that stands, if any."""

    claim = MatchedClaimSerializer()
    score = serializers.FloatField(help_text="Comparable within one answer only.")
    method = serializers.CharField(help_text="How it was found: `words`, `meaning` or `words+meaning`.")
    polarity = serializers.ChoiceField(Polarity.choices, help_text="A hint from negations; `unknown` is frequent.")
    words = serializers.ListField(child=serializers.CharField(), help_text="Words of the text that matched.")
    verdict = serializers.SerializerMethodField()

    @extend_schema_field(VersionSerializer(allow_null=True))
    def get_verdict(self, match: ShownMatch) -> dict[str, Any] | None:
        """Return the verdict that stands, at a glance."""
        return VersionSerializer(match.verdict, context=self.context).data if match.verdict else None


class AnswerSerializer(serializers.Serializer[Any]):
    """The claims closest to a text, best first."""

    language = serializers.CharField(help_text="The language that the text was read in.")
    results = HitSerializer(many=True)


class BatchAnswerSerializer(serializers.Serializer[Any]):
    """An answer for each text, in the order of the texts."""

    answers = AnswerSerializer(many=True)


PARAMETERS = [
    OpenApiParameter(
        "text", {**A_TEXT, "maxLength": LONGEST_TEXT}, required=True,
        description=f"The text, at most {LONGEST_TEXT:,} characters.",
    ),
    OpenApiParameter(
        "language", {"type": "string", "pattern": LANGUAGE_TAG},
        description="BCP 47 tag of its language; told from the text if left out.",
    ),
    OpenApiParameter(
        "limit", {"type": "integer", "minimum": 1, "maximum": MOST_HITS, "default": HITS},
        description="How many claims at most.",
    ),
]  # fmt: skip
TOO_LONG = {414: OpenApiResponse(None, "The address is longer than the server reads, about 8,000 bytes: use POST.")}
GET_ERRORS = {**error_responses(ERRORS), **TOO_LONG}
POST_ERRORS = error_responses(
    ERRORS | {413: "The body is larger than 2.5 MB.", 415: "The body is not `application/json`."}
)


class MatchView(PublicApiView):
    """Answers which public claims are closest to a text."""

    noun = "match"
    parser_classes = (StrictJsonParser,)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Take bodies in chunks as well."""
        super().initial(request, *args, **kwargs)
        take_chunks(request._request)

    def known_parameters(self) -> frozenset[str]:
        """Return the parameters of a GET; a POST has everything in its body."""
        own = set() if self.request.method == "POST" else set(QuestionSerializer().fields)
        return self.parameters.union(own)

    @extend_schema(operation_id="match_text", parameters=PARAMETERS, responses={200: AnswerSerializer, **GET_ERRORS})
    def get(self, request: Request) -> Response:
        """Answer for one text. Nothing is stored, and the text is not logged."""
        given = {name: value for name, value in request.query_params.items() if name != "format"}
        asked = checked(QuestionSerializer(data=given))
        (found,) = self.answers(request, [asked], limit=asked["limit"])
        return Response(AnswerSerializer(found, context={"request": request}).data)

    @extend_schema(
        operation_id="match_texts",
        request=BatchSerializer,
        responses={200: BatchAnswerSerializer, **POST_ERRORS},
    )
    def post(self, request: Request) -> Response:
        """Answer for up to 100 texts. Nothing is stored, and the texts are not logged."""
        asked = checked(BatchSerializer(data=request.data))
        found = self.answers(request, asked["texts"], limit=asked["limit"])
        return Response(BatchAnswerSerializer({"answers": found}, context={"request": request}).data)

    def answers(self, request: Request, texts: list[dict[str, str]], *, limit: int) -> list[dict[str, Any]]:
        """Count the texts against the address and match them; no cache may keep the answer."""
        self.headers["Cache-Control"] = "no-store"
        self.headers |= TextThrottle().charge(request, len(texts)).headers()
        questions = [Question.of(text["text"], text.get("language", "")) for text in texts]
        found = answer(questions, limit=limit)
        return [{"language": q.language, "results": hits} for q, hits in zip(questions, found, strict=True)]


def checked(serializer: serializers.Serializer[Any]) -> dict[str, Any]:
    """Return the values, or raise 400 naming the place of each fault."""
    if not serializer.is_valid():
        raise ValidationError(flat_errors(serializer.errors))
    values: dict[str, Any] = serializer.validated_data
    return values
