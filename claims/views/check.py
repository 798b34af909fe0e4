"""Check a statement: has this been checked before?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from rest_framework.exceptions import Throttled

from claims.presentation.match import Question, ShownMatch, answer
from claims.views import errors
from claims.views.page import Head, public_page, render_page
from rest.throttles import TextThrottle

# An address of this many letters of any alphabet still fits what web servers read.
LONGEST_TEXT = 1_000
HITS = 5
LEAST_SHARE = 0.3  # of the best score: what is further off would only distract

LEAST_MEANING = 0.2  # from 0, unrelated, to 1, the same words; unrelated texts were seen up to 0.15


@public_page
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a statement, or show the claims closest to it; nothing is stored, and no search engine keeps it."""
    text = request.GET.get("text", "").replace("\0", "").strip()
    head = Head(
        _("Check a statement"),
        _("Paste what you read or heard, and see which claims here come closest and what became of them."),
        request.path,
        is_indexed="text" not in request.GET,
    )
    if len(text) > LONGEST_TEXT:
        response = _page(request, head, text=text, too_long=len(text) - LONGEST_TEXT)
        response.status_code = 400
        return response
    if not text:
        return _page(request, head)
    try:
        TextThrottle().charge(request, 1)
    except Throttled as throttled:
        return errors.too_many(getattr(throttled, "wait", None) or 1)
    return _page(request, head, text=text, **_answer(text), is_asked=True)


def _answer(text: str) -> dict[str, Any]:
    question = Question.of(text)
    (matches,) = answer([question], limit=HITS)
    near = [match for match in matches if match.score >= LEAST_SHARE * matches[0].score and is_telling(match)]
    return {"matches": near, "language": get_language_info(question.language)["name_translated"]}


def is_telling(match: ShownMatch) -> bool:
    """Say whether a hit is worth showing: it shares words, or is close in meaning rather than merely the closest."""
    return bool(match.words) or match.score >= LEAST_MEANING


def _page(request: HttpRequest, head: Head, *, text: str = "", **shown: Any) -> HttpResponse:
    """Render the page; no cache keeps what a reader wondered about."""
    response = render_page(request, "check.html", head, text=text, longest=LONGEST_TEXT, **shown)
    if text:
        response.headers["Cache-Control"] = "no-store"
    return response
