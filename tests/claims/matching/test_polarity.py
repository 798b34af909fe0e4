"""Agreement and contradiction by negations: said only where the words show it."""

import pytest

from claims.polarity import Polarity, compare


def polarity(text, statement, language="en", coverage=0.9):
    return compare(text, language, statement, language, coverage=coverage)


@pytest.mark.parametrize(
    "text",
    [
        "The bridge over the Neva is not open.",
        "The bridge over the Neva isn't open",
        "the bridge over the neva ISN’T open!!!",
        "The bridge over the Neva was never open",
        "The bridge over the Neva is no longer open",
        "It is FALSE that the bridge over the Neva is open",
        "The bridge over the Neva is open? A lie",
        "The mayor denies the bridge over the Neva is open",
    ],
)
def test_negated_statement_is_the_opposite(text):
    assert polarity(text, "The bridge over the Neva is open.") == Polarity.OPPOSITE


@pytest.mark.parametrize(
    "text",
    [
        "Nobody opened the bridge over the Neva",
        "#NevaBridge? No, the bridge over the Neva is not open https://t.co/x",
        "The bridge over the Neva is open? I cannot believe a word of that, it is a lie",
    ],
)
def test_negated_statement_in_other_words_is_not_the_same(text):
    assert polarity(text, "The bridge over the Neva is open.") != Polarity.SAME


@pytest.mark.parametrize(
    ("language", "statement", "negated"),
    [
        ("ru", "Россия вмешалась в выборы 2016 года.", "Россия не вмешалась в выборы 2016 года"),
        ("ru", "Россия признавала выборы 2016 года.", "Россия никогда не признавала выборов 2016 года"),
        ("ru", "Денег на счёте министерства хватает.", "Денег на счете министерства не хватает"),
        ("ru", "Россия вмешалась в выборы.", "Ложь, что Россия вмешалась в выборы"),
        ("uk", "Росія втрутилася у вибори 2016 року.", "Росія не втрутилася у вибори 2016 року"),
        (
            "uk",
            "Зеленський отримав запрошення до Вашингтона.",
            "Зеленський не отримував запрошення до Вашингтона",
        ),
        ("de", "Die Brücke über die Newa ist offen.", "Die Brücke über die Newa ist nicht offen"),
        ("de", "Deutschland hat einen Atomreaktor gebaut.", "Deutschland hat keinen Atomreaktor gebaut"),
        ("fr", "Le pont sur la Neva est ouvert.", "Le pont sur la Neva n’est pas ouvert"),
        ("fr", "Le pont sur la Neva est ouvert.", "le pont sur la Neva est pas ouvert"),
        ("fr", "La Russie respecte le traité.", "La Russie ne respecte jamais le traité"),
        ("pl", "Most nad Newą jest otwarty.", "Most nad Newą nie jest otwarty"),
        ("pl", "Minister przeczytał raport.", "Minister nigdy nie przeczytał raportu"),
        ("es", "El puente sobre el Neva está abierto.", "El puente sobre el Neva no está abierto"),
        ("es", "El ministro leyó el informe.", "El ministro no leyó nunca el informe"),
    ],
)
def test_negation_is_heard_in_other_languages(language, statement, negated):
    assert polarity(negated, statement, language) == Polarity.OPPOSITE
    assert polarity(statement, negated, language) == Polarity.OPPOSITE
    assert polarity(negated, negated, language) == Polarity.SAME


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("RUSSIA interfered in the 2016 presidential election", "Russia interfered in the 2016 presidential election."),
        ("In 2016 Russia interfered in the presidential election!!", "Russia interfered in the 2016 election."),
        ("On 1 January 2026 the bridge was open", "The bridge was open on 1 January 2026."),
        ("Zelensky had never been invited to Washington", "Zelensky was never invited to Washington."),
        ("The bridge is not only open but free", "The bridge is open."),
        ("Without a doubt the bridge is open", "The bridge is open."),
        ("The bridge is sooo opennnn", "The bridge is open."),
    ],
)
def test_same_words_with_the_same_negations_are_the_same(text, statement):
    assert polarity(text, statement) == Polarity.SAME


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The bridge over the Neva is closed", "The bridge over the Neva is open."),
        ("The bridge over the Neva is not closed", "The bridge over the Neva is open."),
        ("Ukraine attacked Russia", "Russia attacked Ukraine."),
        ("Norway sold its gold in 2005", "Norway sold its gold in 2004."),
        ("Norway will sell its gold", "Norway sold its gold."),
        ("Some bridges are open", "All bridges are open."),
        ("Putin said that Russia interfered in the election", "Russia interfered in the election."),
        ("Nobody says that the bridge is not open", "The bridge is open."),
        ("The bridge is open", "Silta on auki."),
    ],
)
def test_what_the_words_do_not_show_stays_unknown(text, statement):
    assert polarity(text, statement) == Polarity.UNKNOWN


def test_other_languages_and_little_overlap_stay_unknown():
    assert compare("Silta on auki", "fi", "Silta on auki.", "fi", coverage=1.0) == Polarity.UNKNOWN
    assert compare("Мост открыт", "ru", "The bridge is open.", "en", coverage=1.0) == Polarity.UNKNOWN
    assert polarity("The bridge is open", "The bridge is open.", coverage=0.3) == Polarity.UNKNOWN


def test_regions_of_a_language_are_one_language():
    assert compare("The bridge is open", "en-GB", "The bridge is open.", "EN-us", coverage=1.0) == Polarity.SAME


def test_denial_further_off_keeps_a_long_post_from_being_the_same():
    post = "The bridge is open. We stood there for an hour in the rain and I tell you: not one word of it is right"

    assert polarity(post, "The bridge is open.") == Polarity.UNKNOWN
