"""The shapes of public fact-check data sets: which column means what, and how their files are written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from claims.interchange.imports.row import Source


@dataclass(frozen=True)
class Preset:
    """How to read the files of one data set.

    ``columns`` leads from our meaning to their column: a name, or for files without a header a number from 1.
    ``missing`` are words that stand for nothing.
    """

    source: Source
    columns: Mapping[str, str] = field(default_factory=dict)
    has_header: bool = True
    missing: frozenset[str] = frozenset()


PRESETS: dict[str, Preset] = {
    # W. Y. Wang, “Liar, liar pants on fire”, 2017: tab-separated without a header; all reviews are PolitiFact's.
    "liar": Preset(
        Source("liar", site="politifact.com", url="https://www.politifact.com/api/v/2/statement/{stem}/?format=json"),
        {
            "id": "1", "label": "2", "statement": "3", "topics": "4", "speaker": "5", "role": "6", "occasion": "14",
        },
        has_header=False,
    ),
    # I. Augenstein and others, MultiFC, 2019: tab-separated without a header, “None” where nothing was found.
    "multifc": Preset(
        Source("multifc"),
        {
            "id": "1", "statement": "2", "label": "3", "url": "4", "topics": "6", "speaker": "7", "title": "10",
            "reviewed_on": "11", "said": "12",
        },
        has_header=False,
        missing=frozenset({"None", "['None']"}),
    ),
    # A. Tchechmedjiev and others, ClaimsKG: the table that its extractors write.
    "claimskg": Preset(
        Source("claimskg"),
        {
            "statement": "claimReview_claimReviewed", "speaker": "creativeWork_author_name",
            "said": "creativeWork_datePublished", "label": "rating_alternateName", "url": "claimReview_url",
            "title": "extra_title", "topics": "extra_tags", "sources": "extra_refered_links",
            "reviewed_on": "claimReview_datePublished",
        },
        missing=frozenset({"nan", "None", "[]"}),
    ),
    # The verified claims of CLEF CheckThat! (previously fact-checked claims): no labels, so claims alone.
    "checkthat": Preset(Source("checkthat"), {"id": "vclaim_id", "statement": "vclaim", "title": "title"}),
    # Data Commons' feed of fact-checks, and anybody's ClaimReview.
    "claimreview": Preset(Source("claimreview")),
}  # fmt: skip
