"""Form fields and the form of the desk: objections in its own words, next to the field that they are about."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar, cast

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError
from django.db.models import BaseConstraint, Model, Q, UniqueConstraint
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.rules import MESSAGES, Refusal

M = TypeVar("M", bound=Model)


class LinesField(SimpleArrayField):
    """A list, one entry a line; blank lines do not count."""

    def __init__(self, base_field: forms.Field, **kwargs: Any) -> None:
        """Take the form field of one entry."""
        kwargs.setdefault("widget", AdminTextareaWidget(attrs={"rows": 3}))
        kwargs.setdefault("help_text", gettext_lazy("One a line."))
        super().__init__(base_field, delimiter="\n", **kwargs)

    def to_python(self, value: Any) -> list[Any]:  # type: ignore[override]  # the stubs say text
        """Return the entries without blank ones."""
        if isinstance(value, str):
            value = "\n".join(line.strip() for line in value.splitlines() if line.strip())
        return list(super().to_python(value) or [])


class DeskForm(forms.ModelForm[M]):
    """A model's form at the desk.

    The admin gives each request's class the rules' ``words`` and, on a second pass, the ``refusal`` that the
    domain answered with, so that whatever was typed is shown again beside it. ``seen`` carries when the row
    last changed, so that nobody overwrites what they have not seen.
    """

    words: ClassVar[Mapping[str, Any]] = MESSAGES
    refusal: ClassVar[Refusal | None] = None

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Remember the version of the row that is on the screen."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", self.version_of_row())
        for field in self.fields.values():
            if isinstance(field.widget, RelatedFieldWidgetWrapper):
                field.widget.can_delete_related = False

    def version_of_row(self) -> str:
        """Return when the row last changed, as text; empty for a new row."""
        changed = getattr(self.instance, "updated_at", None) if self.instance.pk else None
        return changed.isoformat() if changed else ""

    def clean(self) -> dict[str, Any] | None:
        """Add what the domain refused, and stop an edit of a row that has changed meanwhile."""
        cleaned = super().clean()
        if self.refusal:
            field = self.refusal.code if self.refusal.code in self.fields else None
            self.add_error(field, ValidationError(self.refusal.message, code=self.refusal.code))
        self._refuse_unseen_change()
        return cleaned

    def _refuse_unseen_change(self) -> None:
        now, seen = self.version_of_row(), self.cleaned_data.get("seen")
        if not seen or seen == now:
            return
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("seen")] = now
        self.data = data
        raise ValidationError(
            _(
                "Somebody else has changed this since you opened it. Compare with the history, then save again to "
                "put your version in place of theirs."
            ),
            code="changed_meanwhile",
        )

    def _update_errors(self, errors: ValidationError) -> None:
        """Say what the table's constraints object to in the desk's words, at the field where there is one."""
        known = {self._said_by_django(constraint): constraint for constraint in self.instance._meta.constraints}
        told: dict[str, list[ValidationError]] = defaultdict(list)
        for field, listed in errors.update_error_dict({}).items():
            for error in listed:
                constraint = known.get(error.messages[0])
                message = self.words.get(constraint.name) if constraint else None
                if constraint and message:
                    told[self._field_of(constraint) or field].append(ValidationError(message, code=constraint.name))
                else:
                    told[field].append(error)
        super()._update_errors(ValidationError(told))  # type: ignore[misc]  # missing in the stubs

    def _said_by_django(self, constraint: BaseConstraint) -> str:
        """Return the words in which Django reports ``constraint``: of the columns where it is plainly unique."""
        if isinstance(constraint, UniqueConstraint) and constraint.fields and constraint.condition is None:
            unique = self.instance.unique_error_message(type(self.instance), constraint.fields)
            return unique.messages[0]
        return str(constraint.get_violation_error_message())

    def _field_of(self, constraint: BaseConstraint) -> str | None:
        """Return the form's field if the constraint is about one alone."""
        condition = getattr(constraint, "condition", None)
        names = condition.referenced_base_fields if isinstance(condition, Q) else set()
        names = set(getattr(constraint, "fields", ())) or names
        return next(iter(names & set(self.fields)), None) if len(names) == 1 else None
