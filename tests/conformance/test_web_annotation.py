"""Our annotations, held to what the Web Annotation Data Model says that one MUST, as a schema of their own."""

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from sources.models import Article
from tests.claims.api.cast import make_story
from tests.factories import make_evidence

pytestmark = pytest.mark.django_db

# The sections are those of https://www.w3.org/TR/annotation-model/.
URI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:\S+$"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"}  # 3.3.1: in UTC, as xsd:dateTime
MOTIVATIONS = [
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
]  # fmt: skip
TEXTUAL_BODY = {  # 3.2.4
    "required": ["type", "value"],
    "properties": {
        "type": {"const": "TextualBody"}, "value": {"type": "string"}, "purpose": {"enum": MOTIVATIONS},
        "format": {"type": "string", "pattern": "^[a-z]+/[a-z.+-]+$"},
    },
}  # fmt: skip
QUOTE = {  # 4.2.4
    "required": ["type", "exact"],
    "properties": {
        "type": {"const": "TextQuoteSelector"}, "exact": {"type": "string"}, "prefix": {"type": "string"},
        "suffix": {"type": "string"},
    },
}  # fmt: skip
POSITION = {  # 4.2.5
    "required": ["type", "start", "end"],
    "properties": {
        "type": {"const": "TextPositionSelector"}, "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 0},
    },
}  # fmt: skip
TIME_STATE = {  # 4.3.1
    "required": ["type"],
    "properties": {"type": {"const": "TimeState"}, "sourceDate": MOMENT, "cached": URI},
}
SPECIFIC_RESOURCE = {  # 4: exactly one source
    "required": ["source"],
    "properties": {
        "source": URI, "purpose": {"enum": MOTIVATIONS}, "state": TIME_STATE,
        "selector": {"type": "array", "minItems": 1, "items": {"oneOf": [QUOTE, POSITION]}},
    },
}  # fmt: skip
ANNOTATION = {  # 3.1
    "type": "object",
    "required": ["@context", "id", "type", "target"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": URI,
        "type": {"const": "Annotation"},
        "motivation": {"enum": MOTIVATIONS},
        "created": MOMENT,
        "rights": URI,
        "body": {"type": "array", "minItems": 1, "items": {"oneOf": [TEXTUAL_BODY, SPECIFIC_RESOURCE]}},
        "target": {**SPECIFIC_RESOURCE, "anyOf": [{"required": ["selector"]}, {"required": ["type"]}]},
    },
    "not": {"required": ["body", "bodyValue"]},
}
CHECK = Draft202012Validator(ANNOTATION, format_checker=FormatChecker())


def faults(annotation):
    """Return what the reader objects to."""
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message}" for one in CHECK.iter_errors(annotation)]


@pytest.fixture
def annotations(client):
    """Return every annotation that can be met here: with a quote, of a whole article, of one without an address."""
    story = make_story()
    make_evidence(claim=story.claim, article=story.article, locator="page 7, «table 2»", comment="Ни слова.")
    Article.objects.filter(pk=story.article.pk).update(url="", archived_url="https://archive.example/1")
    page = client.get("/annotations/?page=0", headers={"Accept": "application/ld+json"}).json()
    return [client.get(item["id"].partition(":8000")[2]).json() for item in page["items"]]


def test_every_annotation_is_what_the_model_demands(annotations):
    assert len(annotations) == 4
    assert {one["id"].rpartition("/")[2].partition("-")[0] for one in annotations} == {"appearance", "evidence"}
    assert [faults(one) for one in annotations] == [[]] * 4


@pytest.mark.parametrize("broken", [{"id": "no address"}, {"type": "Note"}, {"target": {}}, {"created": "2026-01-02"}])
def test_reader_objects_to_what_is_none(annotations, broken):
    assert faults({**annotations[0], **broken})
