"""Form fields for values that the annotation screen sends as JSON."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.models import AttributionStep, Claimant
from sources.models import Article, Outlet

Speaker = Claimant | Outlet
SPEAKERS: dict[str, type[Claimant] | type[Outlet]] = {"claimant": Claimant, "outlet": Outlet}
MOST_STEPS = 20
VERB_LENGTH = AttributionStep._meta.get_field("verb").max_length or 0


class SpeakerField(forms.CharField):
    """Somebody who speaks, as ``claimant:5`` or ``outlet:3``."""

    default_error_messages = {"unknown": _("This speaker is not here any more. Choose another.")}

    def to_python(self, value: Any) -> Any:
        """Return the claimant or the outlet; None where nobody is chosen."""
        name = super().to_python(value)
        if not name:
            return None
        kind, _colon, number = name.partition(":")
        found = None
        if kind in SPEAKERS and number.isascii() and number.isdigit() and len(number) < 19:
            found = SPEAKERS[kind]._default_manager.filter(pk=int(number)).first()
        if found is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return found


class ArticleField(forms.CharField):
    """An article that is here, by its number (``#12``) or its address."""

    default_error_messages = {"unknown": _("No article here has this number or address. Cite it first, then name it.")}

    def to_python(self, value: Any) -> Any:
        """Return the article; None where none is named."""
        name = super().to_python(value)
        if not name:
            return None
        number = name.removeprefix("#")
        if number.isascii() and number.isdigit() and len(number) < 19:
            found = Article.objects.filter(pk=int(number)).first()
        else:
            found = Article.objects.filter(url=name).first()
        if found is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return found


class StepsField(forms.Field):
    """The attribution from the article inwards: a list of speakers and verbs."""

    widget = forms.HiddenInput
    default_error_messages = {
        "shape": _("The attribution cannot be read. Remove its steps and add them again."),
        "incomplete": _("Each step of the attribution names a speaker and a verb, such as “reports”."),
        "long": _("A verb has at most %(limit)d characters."),
    }

    def to_python(self, value: Any) -> list[tuple[Speaker, str]]:
        """Return the steps; those that are wholly empty do not count."""
        if value in (None, ""):
            return []
        if not isinstance(value, list) or len(value) > MOST_STEPS:
            raise ValidationError(self.error_messages["shape"], code="shape")
        steps = [self._step(one) for one in value]
        return [step for step in steps if step is not None]

    def _step(self, value: Any) -> tuple[Speaker, str] | None:
        if not isinstance(value, dict):
            raise ValidationError(self.error_messages["shape"], code="shape")
        speaker = SpeakerField(required=False).clean(value.get("speaker"))
        verb = forms.CharField(required=False).clean(value.get("verb"))
        if speaker is None and not verb:
            return None
        if speaker is None or not verb:
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        if len(verb) > VERB_LENGTH:
            raise ValidationError(self.error_messages["long"] % {"limit": VERB_LENGTH}, code="long")
        return speaker, verb
