"""What a column of a release holds, in words that every format of it is made from."""

from dataclasses import dataclass
from enum import Enum


class Type(Enum):
    """What a value is; lists and objects are JSON where a format has no lists."""

    INTEGER = "integer"
    TEXT = "text"
    ADDRESS = "address"
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"
    NUMBERS = "numbers"
    TEXTS = "texts"
    OBJECTS = "objects"


@dataclass(frozen=True)
class Field:
    """A column: its name, what it holds, and what it says to a reader.

    ``to`` is the table that the ids lead to. Where the row there is removed by law, this row goes along if it
    ``belongs``; otherwise the id is taken out, and what the columns ``along`` say of it.
    """

    name: str
    type: Type
    description: str
    to: str = ""
    belongs: bool = False
    along: tuple[str, ...] = ()
    is_key: bool = True  # false where the row that is named need not be in the release


@dataclass(frozen=True)
class Table:
    """A table of a release: the API's list of the same name, flat, by id."""

    name: str
    kind: str  # the change log's word for a row
    title: str
    description: str
    fields: tuple[Field, ...]
    label: str  # the column by which a reader knows a row

    def field(self, name: str) -> Field:
        """Return the column of that name."""
        return next(field for field in self.fields if field.name == name)


def text(name: str, description: str) -> Field:
    """Return a column of texts."""
    return Field(name, Type.TEXT, description)


def integer(name: str, description: str) -> Field:
    """Return a column of whole numbers."""
    return Field(name, Type.INTEGER, description)


def day(name: str, description: str) -> Field:
    """Return a column of days."""
    return Field(name, Type.DAY, description)


def moment(name: str, description: str) -> Field:
    """Return a column of moments, in UTC."""
    return Field(name, Type.MOMENT, description)


def parent(name: str, description: str, to: str) -> Field:
    """Return a column of ids without whose rows this one would not be."""
    return Field(name, Type.INTEGER, description, to, belongs=True)


def reference(name: str, description: str, to: str, *along: str) -> Field:
    """Return a column of ids that may be empty; ``along`` says more of the same row."""
    return Field(name, Type.INTEGER, description, to, along=along)


def references(name: str, description: str, to: str, *along: str) -> Field:
    """Return a column of lists of ids; ``along`` are lists of as many values."""
    return Field(name, Type.NUMBERS, description, to, along=along)


IDENTITY = (
    integer("id", "Number of the row, the same for ever."),
    text("external_id", "Name of the row that it keeps when it is moved to another database."),
    Field("url", Type.ADDRESS, "The row in the API."),
    Field("html_url", Type.ADDRESS, "The row's page."),
)
RATING = (
    integer("rating_id", "The rating, as in ratings."),
    text("rating", "Code of the rating, such as rated-false."),
    text("rating_scale", "Scale of the rating."),
    integer("rating_value", "Number of the rating, 1 (false) to 5 (true), or none."),
    text("rating_normalised", "Class of the rating: class-true, class-false, class-mixture or class-other."),
)
PASSAGE = (
    text("exact", "The quote, as it stands in the article."),
    text("prefix", "What stands before the quote."),
    text("suffix", "What stands after the quote."),
    integer("start", "Where the quote starts in the article's text, in code points."),
    integer("end", "Where the quote ends."),
    Field("orphaned", Type.FLAG, "Whether the article's text has changed since it was quoted."),
    Field("marks", Type.OBJECTS, "Parts of the quote that are not the author's, and who inserted them."),
)
CITED_ARTICLE = (
    parent("article_id", "The article.", "articles"),
    text("article", "Title of the article."),
    text("source_url", "Where the article stands."),
    parent("outlet_id", "The article's outlet.", "outlets"),
    text("outlet", "Name of the outlet."),
    text("published", "When the article was published, in EDTF."),
    day("published_on", "The first day that this may mean."),
)
