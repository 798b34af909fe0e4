"""Charts stand where their numbers say."""

from claims.presentation.charts import Piece, Words, bars, columns

SERIES = [("true", "True"), ("false", "False")]


def test_bars_share_the_width_by_their_numbers():
    drawing = bars([("Bridges", [3, 1]), ("Trade", [0, 2])], SERIES)

    assert drawing.pieces == [
        Piece("true", "0.00%", 20, "66.00%", 14, "Bridges, True: 3"),
        Piece("false", "66.00%", 20, "22.00%", 14, "Bridges, False: 1"),
        Piece("false", "0.00%", 64, "44.00%", 14, "Trade, False: 2"),
    ]
    assert [words.text for words in drawing.words] == ["Bridges", "4", "Trade", "2"]


def test_columns_stand_on_one_line_and_the_tallest_fills_the_height():
    drawing = columns([("2026-01", [2, 2]), ("2026-02", [1, 0])], SERIES)

    assert [(piece.y, piece.height) for piece in drawing.pieces] == [(96, 80), (16, 80), (136, 40)]
    assert Words("25.00%", 192, "2026-01", "middle") in drawing.words


def test_small_numbers_stay_visible_in_columns():
    drawing = columns([("2026-01", [1000, 1])], SERIES)

    assert [piece.height for piece in drawing.pieces] == [160, 1]


def test_labels_of_many_columns_are_thinned():
    drawing = columns([(str(year), [1, 1]) for year in range(2000, 2024)], SERIES)

    assert [words.text for words in drawing.words] == [str(year) for year in range(2000, 2024, 3)]


def test_nothing_is_drawn_of_nothing():
    assert bars([], SERIES).pieces == []
    assert columns([], SERIES).pieces == []
