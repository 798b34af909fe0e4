"""The shapes of public fact-check data sets: which column means what, and how their files are written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from claims.interchange.imports.row import Source


@dataclass(frozen=True)
class Preset:
    """How to read the files of one data set.

    ``columns`` leads from our meaning to their column: a name, or for files without a header a number from 1.
    ``missing`` are words that stand for nothing. A ``has_lines`` file has a row on each line, whatever
    quotation marks stand in it.
    """

    source: Source
    columns: Mapping[str, str] = field(default_factory=dict)
    has_header: bool = True
    missing: frozenset[str] = frozenset()
    has_lines: bool = False


PRESETS: dict[str, Preset] = {
    # W. Y. Wang, “Liar, liar pants on fire”, 2017: tab-separated without a header; all reviews are PolitiFact's.
    "liar": Preset(
        Source("liar", site="politifact.com", url="https://www.politifact.com/api/v/2/statement/{stem}/?format=json"),
        {
            "id": "1", "label": "2", "statement": "3", "topics": "4", "speaker": "5", "role": "6", "occasion": "14",
        },
        has_header=False,
        has_lines=True,
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
        has_lines=True,
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
    # The verified claims of CLEF CheckThat! (previously fact-checked claims): no labels, so claims alone. In 2020 they
    # were a table whose first column has no name, since 2021 they are a JSON document each.
    "checkthat": Preset(Source("checkthat"), {"id": "1", "statement": "vclaim", "title": "title"}),
    "checkthat-json": Preset(
        Source("checkthat"),
        {"id": "vclaim_id", "statement": "vclaim", "title": "title", "reviewed_on": "date", "publisher": "author"},
    ),
    # M. Schlichtkrull and others, AVeriTeC, 2023: a JSON list. The label is its annotators', not the fact-checker's.
    "averitec": Preset(
        Source("averitec", dates="%d-%m-%Y"),
        {
            "statement": "claim", "speaker": "speaker", "said": "claim_date", "occasion": "reporting_source",
            "sources": "original_claim_url", "url": "fact_checking_article", "remark": "label",
        },
    ),
    # J. Thorne and others, FEVER, 2018, and what was made after it, such as CTKFacts: JSON Lines of statements that
    # were compared with an encyclopedia; nobody published a review of them.
    "fever": Preset(Source("fever"), {"id": "id", "statement": "claim", "remark": "label"}),
    # R. Misra, PolitiFact Fact Check Dataset, 2022: JSON Lines under .json.
    "politifact": Preset(
        Source("politifact", dates="%m/%d/%Y"),
        {
            "statement": "statement", "speaker": "statement_originator", "said": "statement_date",
            "occasion": "statement_source", "label": "verdict", "reviewed_on": "factcheck_date",
            "url": "factcheck_analysis_link",
        },
    ),
    # A. Gupta and V. Srikumar, X-Fact, 2021: tables in 25 languages. The reviews' sites are named, their addresses not.
    "xfact": Preset(
        Source("xfact"),
        {
            "statement": "claim", "language": "language", "speaker": "claimant", "said": "claimDate", "site": "site",
            "reviewed_on": "reviewDate", "remark": "label",
        },
        missing=frozenset({"nan", "None"}),
        has_lines=True,
    ),
    # Data Commons' feed of fact-checks, and anybody's ClaimReview.
    "claimreview": Preset(Source("claimreview")),
}  # fmt: skip
