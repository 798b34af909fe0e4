"""Where an orphaned quote may stand in a newer text."""

from sources.candidates import candidates

QUOTE = "The bridge is open."
NEWER = "Yesterday it rained. The bridge is open. Nobody was asked. The old bridge is not open. Norway sold its gold."


def test_same_words_between_the_same_words_score_one():
    found = candidates("It rained. The bridge is open. Nobody was asked.", QUOTE, "It rained. ", " Nobody was asked.")

    assert [(one.start, one.end, one.score, one.is_exact) for one in found] == [(11, 30, 1.0, True)]


def test_similar_sentence_follows_the_same_words_with_a_lower_score():
    found = candidates(NEWER, QUOTE)

    assert [NEWER[one.start : one.end] for one in found] == [QUOTE, "The old bridge is not open."]
    assert [one.is_exact for one in found] == [True, False]
    assert found[0].score > found[1].score > 0.5


def test_each_place_of_the_same_words_is_proposed_the_better_surrounded_first():
    content = f"First: {QUOTE} Again: {QUOTE} End."

    found = candidates(content, QUOTE, "Again: ", " End.")

    assert [one.start for one in found] == [34, 7]


def test_text_without_any_of_it_has_no_candidate():
    assert candidates("Norway sold its gold.\n\nЗолото продано. 🙂", QUOTE) == []


def test_quote_of_two_sentences_is_compared_with_two():
    content = "It rained. The bridge was shut. Nobody cared. It snowed."

    found = candidates(content, "The bridge was closed. Nobody cared.")

    assert content[found[0].start : found[0].end] == "The bridge was shut. Nobody cared."


def test_offsets_count_code_points():
    content = "🙂🙂 Мост открыт сегодня. Мост закрыт."

    found = candidates(content, "Мост был открыт сегодня.")

    assert content[found[0].start : found[0].end] == "🙂🙂 Мост открыт сегодня."


def test_no_more_are_proposed_than_asked_for():
    assert len(candidates(f"{QUOTE} " * 20, QUOTE, limit=3)) == 3
