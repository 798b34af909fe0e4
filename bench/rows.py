"""Claims and all that hangs on them as lines for COPY: invented, and the same for the same seed.

Assumed proportions, for a database of claims and reviews: 94 in 100 claims are public; a claim appears in one to four
articles (1.3 on average); seven in ten have a published verdict that relies on one to four pieces of evidence; few
claimants and outlets say most. Every rule of the database holds, though nothing checks the lines while they are loaded.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from bench.sentences import Author, Wording

FIRST_DAY = date(2012, 1, 1)
DAYS = 5_000
MADE = "2026-01-01 00:00:00+00"
DIGEST = "0" * 64  # stands for a digest; nobody measures the check of it
BATCH = 5_000  # claims

# The columns that the lines fill, in this order.
COLUMNS = {
    "sources_outlet": "id external_id name domain kind country language wikidata_id description created_at",
    "sources_article": "id external_id outlet_id kind title byline published published_on language url archived_url "
    "status created_at current_text_id",
    "sources_articletext": "id external_id article_id version content extent extractor",
    "sources_articleorigin": "article_id root_id",
    "sources_derivation": "external_id article_id original_id kind note status method decided_by_id decided_at "
    "created_at",
    "sources_passage": "id external_id text_id exact prefix suffix start end",
    "claims_claimant": "id external_id kind name aliases description country wikidata_id died created_at",
    "claims_topic": "id external_id name slug created_at",
    "claims_claim": "id external_id statement short_statement language kind speaks_of context status priority note "
    "created_at merged_into_id",
    "claims_claimtopic": "claim_id topic_id",
    "claims_appearance": "id external_id claim_id passage_id claimant_id stance manner fidelity original_wording said "
    "said_on occasion status created_by_id approved_by_id created_at",
    "claims_evidence": "id external_id claim_id article_id locator stance comment is_primary status created_by_id "
    "approved_by_id created_at",
    "claims_verdict": "id external_id claim_id version state title statement short_statement lead_appearance_id "
    "rating_id summary rationale evidence_until author_id reviewer_id created_by_id submitted_at decided_at "
    "published_at change_kind change_note digest created_at",
    "claims_verdictevidence": "verdict_id evidence_id",
    "claims_verdictcontributor": "verdict_id user_id",
    "claims_sourcecount": "claim_id stance articles sources",
}
Lines = dict[str, list[str]]


@dataclass(frozen=True)
class Known:
    """What the rows refer to and does not come from here: two users, and the ratings of the truth scale."""

    author: int
    reviewer: int
    ratings: list[int]


@dataclass
class Numbers:
    """The last id used in each table."""

    used: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def next(self, table: str) -> int:
        """Return the next id of ``table``."""
        self.used[table] += 1
        return self.used[table]


class Rows:
    """The lines of a database with ``claims`` claims, batch by batch."""

    def __init__(self, claims: int, known: Known, seed: int) -> None:
        """Begin the draw."""
        self.claims = claims
        self.known = known
        self.random = random.Random(seed)
        self.author = Author(seed)
        self.numbers = Numbers()
        self.outlets = max(claims // 500, 3)
        self.claimants = max(claims // 30, 3)
        self.citations = max(claims * 2 // 5, 5)
        self.topics = 60
        self.lines: Lines = {}

    def batches(self) -> Iterator[tuple[int, Lines]]:
        """Yield how many claims are made, and the lines since the last batch."""
        self._begin()
        for number in range(1, self.outlets + 1):
            self._outlet(number)
        for number in range(1, self.claimants + 1):
            name = self.author.name()
            self._put("claims_claimant", number, f"claimant-{number}", "person", name, "{}", "", "GB", "", "", MADE)
        for number in range(1, self.topics + 1):
            self._put("claims_topic", number, f"topic-{number}", f"Topic {number}", f"topic-{number}", MADE)
        for _ in range(self.citations):
            article, _ = self._article(self.author.wording("en"), text=None, status="public")
            self._put("sources_articleorigin", article, article)
        for number in range(1, self.claims + 1):
            self._claim(number)
            if number % BATCH == 0 or number == self.claims:
                yield number, self.lines
                self._begin()

    def _begin(self) -> None:
        self.lines = {table: [] for table in COLUMNS}

    def _put(self, table: str, *values: object) -> None:
        # Nothing invented here has a tab, a newline or a backslash; None is COPY's \N.
        self.lines[table].append("\t".join(["\\N" if value is None else str(value) for value in values]) + "\n")

    def _skewed(self, count: int) -> int:
        """Return a number from 1 to ``count``, small ones far more often."""
        return int(count ** self.random.random())

    def _outlet(self, number: int) -> None:
        self._put(
            "sources_outlet", number, f"outlet-{number}", f"The {self.author.name()} Times", f"outlet-{number}.example",
            "newspaper", "GB", "en", "", "", MADE,
        )  # fmt: skip

    def _article(self, wording: Wording, *, text: int | None, status: str) -> tuple[int, date]:
        number = self.numbers.next("sources_article")
        day = FIRST_DAY + timedelta(days=self.random.randrange(DAYS))
        self._put(
            "sources_article", number, f"article-{number}", self._skewed(self.outlets), "news", wording.title, "{}",
            day, day, wording.language, f"https://outlet.example/{number}", "", status, MADE, text,
        )  # fmt: skip
        return number, day

    def _claim(self, number: int) -> None:
        wording = self.author.wording()
        chance = self.random.random()
        status = "public" if chance < 0.95 else "draft" if chance < 0.99 else "withdrawn"
        merged = number - 1 if number > 1 and self.random.random() < 0.01 and number % 2 == 0 else None
        kind = self.random.choices(("fact", "quantity", "cause", "rule"), (60, 25, 10, 5))[0]
        self._put(
            "claims_claim", number, f"claim-{number}", wording.statement, wording.statement[:75].strip(),
            wording.language, kind, "", "", status, "normal", "", MADE, merged,
        )  # fmt: skip
        for topic in {self._skewed(self.topics) for _ in range(self.random.choice((1, 1, 2, 3)))}:
            self._put("claims_claimtopic", number, topic)
        families: dict[str, list[tuple[int, int]]] = defaultdict(list)
        lead = self._appearances(number, wording, families)
        evidence = self._evidence(number, families)
        if evidence and status == "public" and merged is None and self.random.random() < 0.75:
            self._verdict(number, wording, lead, evidence)
        for stance, cited in families.items():
            articles, roots = (set(column) for column in zip(*cited, strict=True))
            self._put("claims_sourcecount", number, stance, len(articles), len(roots))

    def _appearances(self, claim: int, wording: Wording, families: dict[str, list[tuple[int, int]]]) -> int | None:
        """Write where the claim appears, and return the appearance that leads: the earliest public assertion."""
        first: int | None = None
        assertions: list[tuple[date, int]] = []
        for _ in range(self.random.choices((1, 2, 3, 4), (80, 13, 5, 2))[0]):
            quote = self.author.quote(wording)
            hidden = self.random.random() < 0.02
            article, day = self._quoting_article(quote, "draft" if hidden else "public")
            root = self._root(article, first)
            first = first or article
            stance = self.random.choices(("asserts", "denies", "questions", "mentions"), (80, 10, 4, 6))[0]
            approved = self.random.random() < 0.95
            number = self._appearance(claim, stance, day, "public" if approved else "draft")
            if approved and not hidden:
                families[stance].append((article, root))
                if stance == "asserts":
                    assertions.append((day, number))
        return min(assertions)[1] if assertions else None

    def _quoting_article(self, quote: Wording, status: str) -> tuple[int, date]:
        text = self.numbers.next("sources_articletext")
        article, day = self._article(quote, text=text, status=status)
        content = f"{quote.before} {quote.statement} {quote.after}"
        start = len(quote.before) + 1
        end = start + len(quote.statement)
        self._put("sources_articletext", text, f"text-{text}", article, 1, content, "excerpt", "")
        self._put(
            "sources_passage", text, f"passage-{text}", text, quote.statement, content[max(start - 32, 0) : start],
            content[end : end + 32], start, end,
        )  # fmt: skip
        return article, day

    def _root(self, article: int, first: int | None) -> int:
        """Return where the article's story comes from: one in six later ones republishes the claim's first article."""
        root = article
        if first is not None and self.random.random() < 1 / 6:
            root = first
            self._put(
                "sources_derivation", f"derivation-{article}", article, first, "republishes", "", "confirmed", "editor",
                self.known.author, MADE, MADE,
            )  # fmt: skip
        self._put("sources_articleorigin", article, root)
        return root

    def _appearance(self, claim: int, stance: str, day: date, status: str) -> int:
        # Each appearance has a passage, and each passage a text: their numbers are the same.
        number = self.numbers.next("claims_appearance")
        self._put(
            "claims_appearance", number, f"appearance-{number}", claim, number, self._skewed(self.claimants), stance,
            "quoted", "original", "", day, day, "", status, self.known.author,
            self.known.reviewer if status == "public" else None, MADE,
        )  # fmt: skip
        return number

    def _evidence(self, claim: int, families: dict[str, list[tuple[int, int]]]) -> list[int]:
        """Cite articles for and against the claim, and return the pieces."""
        pieces = []
        for article in {self._skewed(self.citations) for _ in range(self.random.choice((0, 1, 1, 2, 2, 3, 4)))}:
            number = self.numbers.next("claims_evidence")
            stance = self.random.choices(("supports", "contradicts", "context"), (35, 50, 15))[0]
            self._put(
                "claims_evidence", number, f"evidence-{number}", claim, article, f"p. {number % 40 + 1}", stance,
                "What it shows.", "t" if number % 3 == 0 else "f", "public", self.known.author, self.known.reviewer,
                MADE,
            )  # fmt: skip
            families[stance].append((article, article))
            pieces.append(number)
        return pieces

    def _verdict(self, claim: int, wording: Wording, lead: int | None, evidence: list[int]) -> None:
        number = self.numbers.next("claims_verdict")
        day = FIRST_DAY + timedelta(days=self.random.randrange(DAYS))
        at = f"{day} {self.random.randrange(24):02}:{self.random.randrange(60):02}:00+00"
        author, reviewer = self.known.author, self.known.reviewer
        self._put(
            "claims_verdict", number, f"verdict-{number}", claim, 1, "published", wording.title, wording.statement,
            wording.statement[:75].strip(), lead, self.random.choices(self.known.ratings, (8, 8, 12, 15, 40, 12, 5))[0],
            "A summary.", "The reasons.", day, author, reviewer, author, at, at, at, "", "", DIGEST, MADE,
        )  # fmt: skip
        self._put("claims_verdictcontributor", number, author)
        for piece in evidence:
            self._put("claims_verdictevidence", number, piece)
