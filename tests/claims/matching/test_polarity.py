"""Agreement and contradiction by negations."""

import pytest

from claims.polarity import Polarity, compare


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The bridge over the Neva is open", "en", Polarity.SAME),
        ("The bridge over the Neva is not open", "en", Polarity.OPPOSITE),
        ("The bridge over the Neva isn’t open", "en", Polarity.OPPOSITE),
        ("Nobody says the bridge is not open", "en", Polarity.SAME),
        ("Silta on auki", "fi", Polarity.UNKNOWN),
    ],
)
def test_compare_goes_by_the_parity_of_negations(text, language, expected):
    found = compare(text, language, "The bridge over the Neva is open.", "en", coverage=0.9)

    assert found == expected


def test_compare_says_nothing_where_little_is_shared():
    found = compare("The bridge is not open", "en", "The bridge is open.", "en", coverage=0.3)

    assert found == Polarity.UNKNOWN
