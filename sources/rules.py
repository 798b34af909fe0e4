"""From the database's refusals to messages for people.

The rules are held by named constraints and triggers. An action runs inside ``refusing``, which turns the
database's error into a ``Refusal`` with the constraint's name and a sentence that says what to do.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.db import DataError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from changes.triggers import DEFERRED_PREFIX

MESSAGES: dict[str, Any] = {
    "article_url_unique": gettext_lazy("There is already an article with this URL; use that one."),
    "article_title_url_or_byline": gettext_lazy("Give the article a title, a URL or a byline, whatever is known."),
    "article_url_http": gettext_lazy("Write the URL with http:// or https:// and without spaces."),
    "article_language_bcp47": gettext_lazy("Write the language as a BCP 47 tag, such as en or ru."),
    "derivation_no_cycle": gettext_lazy("This would make an article its own original. Check which came first."),
    "derivation_once": gettext_lazy("This derivation is already recorded; decide the existing one."),
    "derivation_not_itself": gettext_lazy("An article cannot be derived from itself."),
    "mark_inside_text": gettext_lazy("The mark ends after the end of its text."),
    "mark_once": gettext_lazy("This span is already marked in this way."),
    "outlet_domain_plain": gettext_lazy(
        "Write the domain in lower case without http:// and path, such as example.org."
    ),
    "outlet_country_iso": gettext_lazy("Write the country as two capital letters after ISO 3166, such as GB."),
    "outlet_language_bcp47": gettext_lazy("Write the language as a BCP 47 tag, such as en or ru."),
    "mark_span_positive": gettext_lazy("The mark is empty; it ends before it begins."),
    "outlet_wikidata_id": gettext_lazy("A Wikidata id is a Q and a number, such as Q42."),
    "passage_anchored": gettext_lazy(
        "The quote does not stand at this place of the stored text. Select it again in the text."
    ),
    "passage_is_a_quote": gettext_lazy("A quote has at most 2,000 characters. Choose the sentences that matter."),
    "passage_immutable": gettext_lazy("A passage never moves. Anchor the quote anew instead."),
    "text_immutable": gettext_lazy("A stored text never changes. Add a new version of the text instead."),
    "capture_immutable": gettext_lazy("A capture never changes. Import the page again instead."),
    "capture_sha256_matches": gettext_lazy("The bytes of the capture do not match their SHA-256."),
    "text_matches_capture": gettext_lazy("The text is not what stands at this place of its capture."),
    "text_nfc": gettext_lazy("The text must be in Unicode normalization form C."),
    "text_not_empty": gettext_lazy("The text is empty. Without a text, cite the article alone."),
    "text_span_in_capture": gettext_lazy("Give a capture with both start and end, the end after the start, or none."),
}


class Refusal(Exception):  # noqa: N818  # the desk's word for it
    """Something an editor asked for is against a rule; nothing was changed.

    ``code`` is the rule's stable name (a constraint's, where the database holds it), ``message`` a sentence.
    """

    def __init__(self, code: str, message: str) -> None:
        """Name the rule and say what to do."""
        super().__init__(message)
        self.code = code
        self.message = message


def constraint_name(error: IntegrityError) -> str:
    """Return the name of the constraint that refused, or an empty string."""
    diagnostics = getattr(error.__cause__, "diag", None)
    return (diagnostics.constraint_name or "") if diagnostics else ""


def refusal_of(error: IntegrityError, messages: Mapping[str, Any]) -> Refusal:
    """Translate a database error: our own words for the rule, else those of the trigger."""
    name = constraint_name(error)
    diagnostics = getattr(error.__cause__, "diag", None)
    primary = (diagnostics.message_primary or "") if diagnostics else str(error)
    return Refusal(name or "integrity", str(messages.get(name) or primary))


@contextmanager
def refusing(*, by: User | None, messages: Mapping[str, Any] = MESSAGES) -> Iterator[None]:
    """Run one editorial verb: atomic, in the name of ``by``, with the database's refusals put into words.

    Deferred rules are checked before the block ends, so that a refusal is raised here and not at a later commit.
    """
    try:
        with pghistory.context(user=by.pk if by else None), transaction.atomic():
            yield
            check_deferred_rules()
    except IntegrityError as error:
        raise refusal_of(error, messages) from error
    except DataError as error:
        raise Refusal(
            "data", _("A value does not fit its field: %(reason)s.") % {"reason": reason_of(error)}
        ) from error


def reason_of(error: DataError) -> str:
    """Return what the database says of a value that is too long or out of range."""
    diagnostics = getattr(error.__cause__, "diag", None)
    return (diagnostics.message_primary or str(error)) if diagnostics else str(error)


def check_deferred_rules() -> None:
    """Check now what would be checked at the end of the transaction."""
    names = ", ".join(f'"{name}"' for name in deferred_constraints())
    if names:
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS {names} IMMEDIATE")
            cursor.execute(f"SET CONSTRAINTS {names} DEFERRED")


@cache
def deferred_constraints() -> list[str]:
    """Return the names under which the database keeps the deferred rules."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgdeferrable AND NOT tgisinternal AND starts_with(tgname, %s)",
            [f"pgtrigger_{DEFERRED_PREFIX}"],
        )
        return [row[0] for row in cursor.fetchall()]


def require_permission(user: User, permission: str) -> None:
    """Refuse when ``user`` may not do what ``permission`` (``app.codename``) allows."""
    if not (user.is_active and user.has_perm(permission)):
        raise Refusal(
            "permission",
            _("%(user)s may not do this (%(permission)s). Ask an administrator.")
            % {"user": user.get_username(), "permission": permission},
        )
