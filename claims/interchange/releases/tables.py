"""The tables of a release and their columns: those of the API's flat lists, described."""

from claims.interchange.releases.fields import (
    CITED_ARTICLE,
    IDENTITY,
    PASSAGE,
    RATING,
    Field,
    Table,
    Type,
    day,
    integer,
    moment,
    parent,
    reference,
    references,
    text,
)

STANCES = ("asserts", "denies", "questions", "mentions", "supports", "contradicts", "context")
COUNTS = tuple(
    integer(f"{stance}_{what}", f"Number of {meaning} with the stance {stance}.")
    for stance in STANCES
    for what, meaning in (("articles", "articles"), ("sources", "independent sources"))
)
OF_VERDICT = ("verdict_version", "verdict_title", *(field.name for field in RATING), "published_at")

CLAIMS = Table(
    "claims",
    "claim",
    "Claims",
    "Propositions that were checked or are to be, each worded so that it stands alone.",
    (
        *IDENTITY,
        text("statement", "The proposition."),
        text("short_statement", "The proposition in at most 75 characters."),
        text("language", "Language of the statement, BCP 47."),
        text("kind", "Kind of proposition: fact, quantity, cause, rule, utterance, prediction, promise, opinion."),
        text("speaks_of", "The time that the claim is about, in EDTF."),
        day("speaks_of_on", "The first day that this may mean."),
        text("context", "What one needs to know to understand the claim."),
        references("topic_ids", "Topics of the claim.", "topics", "topics"),
        Field("topics", Type.TEXTS, "Names of these topics."),
        references("claimant_ids", "Whoever appears with the claim.", "claimants", "claimants"),
        Field("claimants", Type.TEXTS, "Names of these claimants."),
        *COUNTS,
        reference("verdict_id", "The verdict that stands.", "verdicts", *OF_VERDICT),
        integer("verdict_version", "Its version."),
        text("verdict_title", "Its title."),
        *RATING,
        moment("published_at", "When it was published."),
    ),
    "short_statement",
)
CLAIMANTS = Table(
    "claimants",
    "claimant",
    "Claimants",
    "Persons, organisations, outlets, groups and anonymous sources that make claims or relay them.",
    (
        *IDENTITY,
        text("kind", "Kind of claimant."),
        text("name", "Name, or for an anonymous source its description."),
        Field("aliases", Type.TEXTS, "Other names."),
        text("description", "Who it is."),
        text("country", "Country, ISO 3166."),
        text("wikidata_id", "Item in Wikidata."),
        text("died", "When a person died, in EDTF; empty for the living."),
        Field(
            "outlet_id",
            Type.INTEGER,
            "The outlet that the claimant is; it is in outlets if an article of it is.",
            to="outlets",
            along=("outlet",),
            is_key=False,
        ),
        text("outlet", "Name of that outlet."),
        reference(
            "article_id", "The only article that an anonymous source or group belongs to.", "articles", "article"
        ),
        text("article", "Title of that article."),
    ),
    "name",
)
OUTLETS = Table(
    "outlets",
    "outlet",
    "Outlets",
    "Newspapers, agencies, broadcasters, sites and official bodies that published the articles.",
    (
        *IDENTITY,
        text("name", "Name."),
        text("domain", "Domain of its site."),
        text("kind", "Kind of outlet."),
        text("country", "Country, ISO 3166."),
        text("language", "Language, BCP 47."),
        text("wikidata_id", "Item in Wikidata."),
        text("description", "What it is."),
    ),
    "name",
)
ARTICLES = Table(
    "articles",
    "article",
    "Articles",
    "Citations of the articles in which claims appear and that serve as evidence; never their texts.",
    (
        *IDENTITY,
        parent("outlet_id", "The outlet that published it.", "outlets"),
        text("outlet", "Name of the outlet."),
        text("kind", "Kind of publication."),
        text("title", "Title."),
        Field("byline", Type.TEXTS, "Authors, as the article names them."),
        text("published", "When it was published, in EDTF."),
        day("published_on", "The first day that this may mean."),
        text("language", "Language, BCP 47."),
        text("source_url", "Where it stands."),
        text("archived_url", "Where it is archived."),
    ),
    "title",
)
APPEARANCES = Table(
    "appearances",
    "appearance",
    "Appearances",
    "Who asserts, denies, questions or mentions a claim, in which passage of which article, on which day.",
    (
        *IDENTITY,
        parent("claim_id", "The claim.", "claims"),
        text("claim", "The claim, short."),
        parent("claimant_id", "The claimant.", "claimants"),
        text("claimant", "Name of the claimant."),
        text("role", "Office that the claimant held on that day."),
        text("role_organisation", "Where."),
        text("stance", "What the claimant does with the claim."),
        text("manner", "In what form the claim stands in the passage."),
        text("fidelity", "How the words relate to those that were said."),
        text("original_wording", "The words as they were said, where they were found."),
        reference("original_article_id", "Where they were found.", "articles", "original_article"),
        text("original_article", "Title of that article."),
        text("said", "When it was said, in EDTF."),
        day("said_on", "The first day that this may mean."),
        text("occasion", "On what occasion."),
        Field("attribution", Type.OBJECTS, "Who relays the words, from the article inwards."),
        *CITED_ARTICLE,
        *PASSAGE,
    ),
    "exact",
)
EVIDENCE = Table(
    "evidence",
    "evidence",
    "Evidence",
    "Articles and documents that support or contradict a claim or give context to it.",
    (
        *IDENTITY,
        parent("claim_id", "The claim.", "claims"),
        text("claim", "The claim, short."),
        text("stance", "What the evidence does to the claim."),
        Field("is_primary", Type.FLAG, "Whether it is a primary source."),
        text("comment", "What it shows."),
        *CITED_ARTICLE,
        text("locator", "Page or table."),
        *PASSAGE,
    ),
    "article",
)
VERDICTS = Table(
    "verdicts",
    "verdict",
    "Verdicts",
    "What two editors found on a claim, in all versions that were published and not retracted.",
    (
        *IDENTITY,
        parent("claim_id", "The claim.", "claims"),
        text("claim", "The claim, short."),
        integer("version", "Version of the claim's verdict, from 1."),
        text("state", "published: the version that stands; superseded: an earlier one."),
        text("title", "Title."),
        text("statement", "The claim as it was worded when this version was submitted."),
        *RATING,
        text("summary", "Summary."),
        text("rationale", "Reasons, in Markdown."),
        day("evidence_until", "Day up to which evidence was weighed."),
        day("review_by", "Day by which it is to be looked at again."),
        moment("published_at", "When it was published."),
        text("change_kind", "Why there is a new version: error_corrected, new_evidence, wording."),
        text("change_note", "What changed."),
        moment("superseded_at", "When a later version took its place."),
        moment("retracted_at", "When it was retracted."),
        text("retraction_note", "Why."),
        reference("lead_appearance_id", "The appearance that led the claim.", "appearances"),
        references("evidence_ids", "The evidence it relies on.", "evidence"),
    ),
    "title",
)
TOPICS = Table(
    "topics",
    "topic",
    "Topics",
    "What claims are about.",
    (*IDENTITY, text("name", "Name."), text("slug", "Name in addresses.")),
    "name",
)
RATINGS = Table(
    "ratings",
    "rating",
    "Ratings",
    "The steps of the scales, with their definitions.",
    (
        *IDENTITY,
        text("scale", "The scale."),
        Field("kinds", Type.TEXTS, "Kinds of claims that the scale serves."),
        integer("position", "Place on the scale."),
        text("rating", "Code, such as rated-false."),
        integer("value", "Number, 1 (false) to 5 (true), or none."),
        text("normalised", "Class: class-true, class-false, class-mixture or class-other."),
        text("definition", "What it means."),
        moment("retired_at", "Since when it is not given any more."),
    ),
    "rating",
)
TABLES = (CLAIMS, APPEARANCES, EVIDENCE, VERDICTS, CLAIMANTS, ARTICLES, OUTLETS, TOPICS, RATINGS)
BY_NAME = {table.name: table for table in TABLES}
