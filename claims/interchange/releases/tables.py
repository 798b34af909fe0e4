"""The tables of a release and their columns: those of the API's flat lists, described."""

from claims.interchange.releases.claim_tables import (
    APPEARANCES,
    CLAIMS,
    EVIDENCE,
    EXTERNAL_REVIEWS,
    INQUIRIES,
    TRANSLATIONS,
    VERDICTS,
)
from claims.interchange.releases.fields import (
    IDENTITY,
    Field,
    Table,
    Type,
    day,
    integer,
    moment,
    parent,
    reference,
    text,
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
DERIVATIONS = Table(
    "derivations",
    "derivation",
    "Derivations",
    "Which article was made from which, as editors confirmed; articles under one original are one independent source.",
    (
        *IDENTITY,
        text("kind", "What was done to the original: republishes, translates, summarises, excerpts."),
        parent("article_id", "The article that was made from another.", "articles"),
        text("article", "Title of the article."),
        parent("outlet_id", "The article's outlet.", "outlets"),
        text("outlet", "Name of the outlet."),
        parent("original_id", "The article that it was made from.", "articles"),
        text("original", "Title of the original."),
        parent("original_outlet_id", "The original's outlet.", "outlets"),
        text("original_outlet", "Name of that outlet."),
    ),
    "article",
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
TABLES = (
    CLAIMS, APPEARANCES, EVIDENCE, VERDICTS, EXTERNAL_REVIEWS, INQUIRIES, TRANSLATIONS, CLAIMANTS, ARTICLES,
    DERIVATIONS, OUTLETS, TOPICS, RATINGS,
)  # fmt: skip
BY_NAME = {table.name: table for table in TABLES}
