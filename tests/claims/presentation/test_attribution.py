"""The chain from the article inwards, in words."""

import pytest

from claims.enums import ClaimantKind
from claims.presentation.attribution import chain_of, linked_outlets, outlets_in
from tests.factories import make_appearance, make_article, make_claimant, make_outlet

pytestmark = pytest.mark.django_db


def sentence(appearance):
    links = chain_of(appearance, linked_outlets=frozenset())
    return " ".join(f"{link.name}{link.relative} {link.verb}" for link in links)


def test_chain_of_three_reads_as_a_sentence():
    ordo, diehl, bolton = make_outlet(name="Ordo News"), make_claimant(name="Diehl"), make_claimant(name="Bolton")

    appearance = make_appearance(
        claimant=bolton, steps=[(ordo, "re-translates a column in which"), (diehl, "reports that")]
    )

    assert sentence(appearance) == "Ordo News re-translates a column in which Diehl reports that Bolton said this"


def test_chain_puts_a_colon_after_a_verb_that_stands_alone():
    appearance = make_appearance(claimant=make_claimant(name="Ada"), steps=[(make_outlet(name="Die Zeit"), "reports")])

    assert sentence(appearance) == "Die Zeit reports: Ada said this"


def test_chain_joins_a_speaker_named_by_the_verb_before():
    outlet, agency = make_outlet(name="Topcor"), make_outlet(name="Apostrophe")
    diehl = make_claimant(name="Diehl")

    person = make_appearance(claimant=diehl, steps=[(outlet, "summarises the column of")], stance="denies")
    thing = make_appearance(
        claimant=diehl, steps=[(outlet, "prints a text of"), (agency, "publishes that")], manner="implied"
    )

    assert sentence(person) == "Topcor summarises the column of Diehl, who denied this"
    assert sentence(thing) == (
        "Topcor prints a text of Apostrophe, which publishes that Diehl said this by implication"
    )


@pytest.mark.parametrize(
    ("stance", "ending"),
    [
        ("asserts", "said this"),
        ("denies", "denied this"),
        ("questions", "questioned this"),
        ("mentions", "mentioned this"),
    ],
)
def test_chain_ends_with_the_stance(stance, ending):
    appearance = make_appearance(claimant=make_claimant(name="Ada"), stance=stance)

    assert sentence(appearance) == f"Ada {ending}"


def test_chain_links_only_outlets_with_a_public_page():
    public, hidden = make_article().outlet, make_outlet()
    desk = make_claimant(kind=ClaimantKind.GROUP)
    appearance = make_appearance(claimant=desk, steps=[(public, "cites"), (hidden, "reports")])

    linked = linked_outlets(outlets_in([appearance]))

    urls = [link.url for link in chain_of(appearance, linked_outlets=linked)]
    assert urls == [public.get_absolute_url(), "", desk.get_absolute_url()]
