"""The interface in Russian: every word has its translation, and no template speaks without being asked."""

import gettext
import html
import re
from pathlib import Path

import pytest

from tests.words import PO, ROOT, Word, words_asked_for, words_of_catalogue, words_of_code, words_of_template

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]")
# What is no text: comments, tags of the template language, scripts; then what is left of the page's own tags.
SILENT = re.compile(
    r"{#.*?#}|{% comment.*?endcomment %}|{% blocktranslate.*?endblocktranslate %}|{% block bodyclass.*?endblock %}"
    r"|#[\w-]+|<kbd>.*?</kbd>|<script.*?</script>",
    re.DOTALL,
)
MARKUP = re.compile(r"{%.*?%}|{{.*?}}|<!--.*?-->", re.DOTALL)
SPOKEN = re.compile(r"""\b(?:aria-label|title|placeholder|alt)="([^"]*)\"""")
TAG = re.compile(r"<[^>]*>", re.DOTALL)
BARE = re.compile(r"[^\W\d_]{2,}")
# Names, and what is the same in every language.
NAMES = {"Wikidata", "ClaimTrack", "JSON", "CSV", "Atom", "BibTeX", "CSL", "ClaimReview", "HTML", "SHA"}


def templates() -> list[str]:
    return sorted(str(file.relative_to(ROOT)) for file in (ROOT / "templates").rglob("*.html"))


def test_every_word_of_the_interface_is_in_the_catalogue():
    known = {(word.context, word.forms[0]) for word in words_of_catalogue()}

    missing = {
        word.forms[0]: file for word, file in words_asked_for().items() if (word.context, word.forms[0]) not in known
    }

    assert missing == {}, "make messages adds them to locale/ru; translate them there"


def test_catalogue_has_no_gap_and_no_guess():
    gaps = [word.forms[0] for word, forms in words_of_catalogue().items() if not forms or not all(forms)]

    assert gaps == []


def test_translations_keep_what_is_filled_in():
    wrong = [
        (word.forms[0], form)
        for word, forms in words_of_catalogue().items()
        for form in forms
        if sorted(set(PLACEHOLDER.findall(form))) != sorted(set(PLACEHOLDER.findall(word.forms[-1])))
    ]

    assert wrong == []


def test_compiled_catalogue_is_that_of_the_words():
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    stale = [
        word.forms[0]
        for word, forms in words_of_catalogue().items()
        for form, number in zip(forms, (1, 2, 5), strict=False)
        if _compiled(compiled, word, number) != form
    ]

    assert stale == [], "make messages compiles it"


def _compiled(compiled: gettext.GNUTranslations, word: Word, number: int) -> str:
    if word.context:
        return compiled.pgettext(word.context, word.forms[0])
    if len(word.forms) == 1:
        return compiled.gettext(word.forms[0])
    singular, plural = word.forms
    return compiled.ngettext(singular, plural, number)


@pytest.mark.parametrize("template", templates())
def test_template_has_no_bare_words(template):
    source = SILENT.sub(" ", Path(ROOT / template).read_text(encoding="utf-8"))
    source = MARKUP.sub(" ", source)
    text = html.unescape(" ".join([TAG.sub(" ", source), *SPOKEN.findall(source)]))

    assert set(BARE.findall(text)) - NAMES == set()


def test_words_are_found_wherever_they_are_asked_for():
    code = """
from django.utils.translation import gettext as _now, ngettext, pgettext_lazy
_now("one"); ngettext("a thing", "%(n)s things", n); pgettext_lazy("month", "May"); other("not this")
"""
    template = """{% translate "It's" %}{% blocktranslate count n=a trimmed %}One thing
        here{% plural %}{{ n }} things{% endblocktranslate %}{% include "x.html" with a=_("word") %}"""

    assert set(words_of_code(code)) == {
        Word(None, ("one",)), Word(None, ("a thing", "%(n)s things")), Word("month", ("May",))
    }  # fmt: skip
    assert set(words_of_template(template)) == {
        Word(None, ("It's",)), Word(None, ("One thing here", "%(n)s things")), Word(None, ("word",))
    }  # fmt: skip


@pytest.mark.parametrize("template", templates())
def test_template_leaves_the_form_of_dates_to_the_language(template):
    fixed = re.findall(r'\|date:"[^"]*F[^"]*"', Path(ROOT / template).read_text(encoding="utf-8"))

    assert [form for form in fixed if "FORMAT" not in form] == []
