"""Cutting a page into its stories."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.stories import CutError, cut, lines_of

PAGE = "Menu\n\nBridge\n\nIt is open.\n\nComments\nTower\nIt is shut. 😀\n\n"


def texts(begins, ends=(), page=PAGE):
    """Return the stories' words."""
    return [page[span.start : span.end] for span in cut(page, begins, ends)]


def test_page_is_one_story_unless_cut():
    assert texts([]) == [PAGE.strip()]


def test_stories_follow_one_another_without_blank_lines_around():
    assert texts([3, 8]) == ["Bridge\n\nIt is open.\n\nComments", "Tower\nIt is shut. 😀"]


def test_end_leaves_out_what_follows():
    assert texts([3, 8], [5, 8]) == ["Bridge\n\nIt is open.", "Tower"]


@pytest.mark.parametrize(("begins", "ends"), [([2], []), ([99], []), ([3], [1]), ([0], [])])
def test_line_that_cannot_be_is_refused(begins, ends):
    with pytest.raises(CutError):
        cut(PAGE, begins, ends)


def test_blank_page_is_refused():
    with pytest.raises(CutError, match="empty"):
        cut(" \n\n", [])


@given(st.text(alphabet="ab \n😀"), st.sets(st.integers(1, 9)))
def test_stories_never_overlap_and_never_start_blank(page, begins):
    begins &= {line.number for line in lines_of(page) if not line.is_blank}
    if not page.strip(" \n"):
        return
    spans = cut(page, begins)

    assert len(spans) == max(len(begins), 1)
    assert all(first.end < second.start for first, second in pairwise(spans))
    assert all(page[span.start : span.end].split("\n")[0].strip() for span in spans)
