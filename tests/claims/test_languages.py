"""The language of a short text."""

import pytest

from claims.languages import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Russia did not interfere in the election", "en"),
        ("Россия не вмешивалась в выборы", "ru"),
        ("Росія не втручалася у вибори", "uk"),
        ("Die Brücke über die Newa ist nicht offen", "de"),
        ("Le pont sur la Neva n’est pas ouvert", "fr"),
        ("Most nad Newą nie jest otwarty i był zamknięty", "pl"),
        ("El puente sobre el Neva no está abierto", "es"),
        ("bridge", "en"),
        ("", "en"),
        ("12 345 !!", "en"),
    ],
)
def test_language_is_told_by_script_and_small_words(text, language):
    assert guess_language(text, default="en") == language


def test_short_text_stays_with_the_default():
    assert guess_language("Silta", default="fi") == "fi"
    assert guess_language("Das Auto", default="en") == "en"
