import hashlib
import re
import unicodedata

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from sources.edtf import parse
from sources.enums import Decision
from sources.interchange.corpus import import_corpus
from sources.models import Article, ArticleOrigin, ArticleText, Capture, Derivation, Mark, Outlet
from tests.factories import NOON
from tests.sources.corpus import SEED, copy_corpus, edit

HEADLINES = {
    "eutoday-nato": "Putin's next goal is the destruction of NATO",
    "ordonews-putin-needs-trump": "Why Putin needs Trump victory",
    "vpk-50-days": ("50 days to defeat: Trump's ultimatum only accelerated the Russian offensive (The Guardian, UK)"),
    "intmassmedia-honeymoon": "How is the honeymoon between Putin and trump came out a disaster",
    "brics-nothing-to-do": "Putin: We had nothing to do with US elections",
    "brics-political-theater": "Analysis: Political theater as Putin meets Trump",
    "brics-nuclear-deterrents": "Putin: Russia to modernize nuclear deterrents",
    "brics-kremlin-list": "Russia condemns ‘Kremlin list’ of Putin associates",
    "brics-syria-ceasefire": "Russia, US agree to Syria ceasefire amid Putin-Trump meeting",
}
SHA256 = {
    "000_327c3ce85977894f": "7b364060318eca859c27b39a1f585d9ca4451a689a9bbc89f4335a58289f4f42",
    "001_2eeaba2af7c0a148": "7fe7013f9b33b495dfaefded4c616c457b6a99bd15e3d854f00adefde8fcd256",
    "002_571f2ae474000ccf": "d62416fa42acade2ad443b1589a8c6acaecff1c7d649e6d5cdad8a3e56bc1a5d",
    "003_9b3c6c18c1f4985d": "e45e8e608a98d488ec5b416e191c86e3a13164c90c6286efefe626cea05e29df",
    "004_6375ea3db3c87e5b": "52f4df2c335f2cd2cbab46c7a408b14dbbb534de79e29314725d9525419808a1",
}
INOSMI_REMARKS = [
    "(the Russian Armed Forces are attacking exclusively military targetsapprox. InoSMI)",
    "(the Russian Armed Forces strike exclusively at military facilitiesapprox. InoSMI)",
    "(the Russian Armed Forces strike exclusively at military installations). InoSMI)",
    "(The stated number is a lie of Western propaganda and does not match the data of the Russian Defense Ministry — "
    "approx. InoSMI)",
]

pytestmark = pytest.mark.django_db


def import_silently(directory=SEED):
    return import_corpus(directory, report=lambda line: None, now=NOON)


def marked(article, **conditions):
    """Return the words of an article's marks, in the text's order."""
    text = ArticleText.objects.get(external_id=f"{article}-v1")
    return [text.content[mark.start : mark.end] for mark in text.marks.filter(**conditions)]


def test_import_makes_five_captures_of_the_received_bytes():
    import_silently()

    stored = {row.external_id: hashlib.sha256(bytes(row.content)).hexdigest() for row in Capture.objects.all()}
    assert stored == SHA256


def test_import_makes_nine_articles_with_text_that_begin_with_their_headline():
    import_silently()

    titles = dict(Article.objects.with_text().values_list("external_id", "title"))
    assert titles == HEADLINES
    for text in ArticleText.objects.current().select_related("article"):
        before = text.content.partition(text.article.title)[0]
        assert before in ("", "Войти\n\n")  # one page begins with its log-in link, which is marked


def test_import_stores_each_text_as_one_span_of_its_capture():
    import_silently()

    received = {capture.pk: capture.text() for capture in Capture.objects.all()}
    for content, capture, start, end in ArticleText.objects.values_list("content", "capture", "start", "end"):
        assert content == received[capture][start:end]
        assert unicodedata.is_normalized("NFC", content)


def test_import_leaves_nothing_of_a_capture_out_but_blank_lines():
    import_silently()

    for capture in Capture.objects.all():
        rest = list(capture.text())
        for start, end in capture.texts.values_list("start", "end"):
            rest[start:end] = [" "] * len(rest[start:end])
        assert "".join(rest).strip() == ""


def test_import_makes_the_citations_without_text():
    import_silently()

    citations = Article.objects.filter(current_text=None).values_list("external_id", flat=True)
    assert set(citations) == {
        "wapo-2016-putin",
        "pakistannewsviews-2016-putin",
        "topcor-wp-trump",
        "guardian-50-days",
        "inosmi-50-days",
        "apostrophe-illarionov",
    }


@pytest.mark.parametrize(
    ("article", "published", "label"),
    [
        ("eutoday-nato", "2018-06-28/2018-07-15", "between 28 June and 15 July 2018"),
        ("brics-nothing-to-do", "2018-07-17", "17 July 2018"),
        ("brics-political-theater", "2018-07-16~", "about 16 July 2018"),
        ("brics-nuclear-deterrents", "2018-05-15~", "about 15 May 2018"),
        ("brics-kremlin-list", "2018-01-30", "30 January 2018"),
        ("brics-syria-ceasefire", "2017-07-07~", "about 7 July 2017"),
        ("intmassmedia-honeymoon", "2017-02-16", "16 February 2017"),
        ("guardian-50-days", "2025-07", "July 2025"),
    ],
)
def test_import_keeps_the_uncertainty_of_a_date(article, published, label):
    import_silently()

    stored = Article.objects.get(external_id=article)
    assert (stored.published, stored.published_label) == (published, label)
    assert stored.published_on == parse(published).lower


def test_import_fills_no_gap():
    import_silently()

    known = {row.external_id: (row.title, row.url, row.published) for row in Article.objects.all()}
    assert known["guardian-50-days"][:2] == ("", "")
    assert known["apostrophe-illarionov"] == ("", "", "")
    assert known["inosmi-50-days"] == ("", "", "")
    for article in ("eutoday-nato", "brics-political-theater", "brics-nuclear-deterrents", "brics-syria-ceasefire"):
        assert known[article][1] == ""
    assert known["ordonews-putin-needs-trump"][2] == known["vpk-50-days"][2] == ""
    assert not Capture.objects.exclude(retrieved_at=None).exists()


def test_import_credits_each_remark_of_inosmi_to_inosmi():
    import_silently()

    remarks = marked("vpk-50-days", kind="insertion", inserted_by__external_id="inosmi", status="confirmed")
    assert remarks == INOSMI_REMARKS


def test_import_marks_every_word_of_inosmi_in_the_article():
    import_silently()

    text = ArticleText.objects.get(external_id="vpk-50-days-v1")
    for name in re.finditer("InoSMI", text.content):
        marks = text.marks.confirmed().overlapping(name.start(), name.end())
        credited = set(marks.values_list("inserted_by__external_id", flat=True))
        assert credited
        assert credited <= {"inosmi", "vpk-name"}


def test_import_marks_the_foreign_agent_asterisk_and_its_footnote():
    import_silently()

    assert marked("vpk-50-days", kind="footnote") == ["*", "*Performs the functions of a foreign agent"]


def test_import_credits_the_page_of_vpk_to_vpk():
    import_silently()

    chrome = marked("vpk-50-days", kind="chrome", inserted_by__external_id="vpk-name")
    assert chrome[0] == "Войти"
    assert chrome[1] == "983\n0\n0"
    assert chrome[2].startswith("The rights to this material belong to\n")
    assert chrome[-1].startswith("  • Discussion\n")
    assert chrome[-1].endswith("Об опыте применительно к СВО")


def test_import_leaves_no_cyrillic_line_of_the_english_page_unmarked():
    import_silently()

    text = ArticleText.objects.get(external_id="vpk-50-days-v1")
    for word in re.finditer("[А-Яа-я]+", text.content):
        assert text.marks.confirmed().overlapping(word.start(), word.end()).exists()


def test_import_marks_captions_cross_heads_and_bylines_of_the_brics_post():
    import_silently()

    assert marked("brics-political-theater", status="confirmed") == [
        "Putin and Trump met at the 25th APEC Economic Leaders’ Meeting in Vietnam in November 2017 [PPIO]",
        "Alienating Europe?",
        "[where]",
        "Russia’s move",
        "Crimea, Syria, Ukraine … what else?",
        "Meet me halfway",
        "By Firas Al-Atraqchi for The BRICS Post",
    ]


def test_import_marks_what_a_copy_is_known_to_have_changed():
    import_silently()

    changed = marked("ordonews-putin-needs-trump", kind="alteration", status="confirmed")
    assert changed == ["decided not to publish", "get the result they need", "violin"]


def test_import_leaves_a_doubt_suggested_and_says_what_is_not_known():
    import_silently()

    doubt = Mark.objects.get(external_id="vpk-50-days-krasnoarmeysk")
    assert (doubt.kind, doubt.status, doubt.inserted_by, doubt.decided_by) == ("alteration", "suggested", None, None)
    assert "is not known" in doubt.note


def test_import_enters_everything_in_the_name_of_an_account_that_cannot_sign_in():
    import_silently()

    user = User.objects.get()
    assert (user.username, user.is_active, user.has_usable_password()) == ("editor", False, False)
    assert set(Article.objects.values_list("created_by", "created_at")) == {(user.pk, NOON)}
    confirmed = Mark.objects.filter(status=Decision.CONFIRMED)
    assert set(confirmed.values_list("decided_by", "decided_at")) == {(user.pk, NOON)}


def test_import_leaves_an_account_that_is_there_as_it_is():
    User.objects.create_user("editor", password="long enough for a test")

    import_silently()

    user = User.objects.get()
    assert user.is_active
    assert user.check_password("long enough for a test")


def test_import_traces_copies_to_their_originals():
    import_silently()

    roots = ArticleOrigin.objects.exclude(article__external_id__startswith="brics").values_list(
        "article__external_id", "root__external_id"
    )
    assert dict(roots) == {
        "eutoday-nato": "eutoday-nato",
        "ordonews-putin-needs-trump": "wapo-2016-putin",
        "pakistannewsviews-2016-putin": "wapo-2016-putin",
        "topcor-wp-trump": "wapo-2016-putin",
        "wapo-2016-putin": "wapo-2016-putin",
        "vpk-50-days": "guardian-50-days",
        "inosmi-50-days": "guardian-50-days",
        "guardian-50-days": "guardian-50-days",
        "intmassmedia-honeymoon": "apostrophe-illarionov",
        "apostrophe-illarionov": "apostrophe-illarionov",
    }


def test_import_again_changes_nothing_and_says_so(capsys):
    call_command("import_corpus")
    first = [list(model.objects.order_by("pk").values()) for model in (Outlet, Article, ArticleText, Mark, Derivation)]
    capsys.readouterr()

    call_command("import_corpus")

    again = [list(model.objects.order_by("pk").values()) for model in (Outlet, Article, ArticleText, Mark, Derivation)]
    assert again == first
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "The corpus was already in; nothing changed."
    assert "  captures: 0 new, 5 unchanged." in said
    assert "  texts: 0 new, 9 unchanged." in said


def test_import_adds_only_what_is_new_in_the_file(tmp_path):
    import_silently()
    directory = copy_corpus(tmp_path)
    edit(
        directory / "corpus.yaml",
        "\ncaptures:\n",
        "\n  - {id: courier, name: The Courier, domain: , kind: newspaper, country: , language: }\n\ncaptures:\n",
    )

    stored = import_silently(directory)

    assert [(kind.what, kind.new) for kind in stored if kind.new] == [("outlets", 1)]
    assert Outlet.objects.get(external_id="courier").name == "The Courier"
