"""What editors do to many claims at once, besides what they do to one."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from claims.actions.claim import add_topics, remove_topics, revise_claim
from claims.enums import Priority
from claims.models import Claim, Topic
from sources.admin.verbs import Verb


class TopicsForm(forms.Form):
    """Which topics."""

    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        label=_("Topics"),
        widget=AutocompleteSelectMultiple(Claim._meta.get_field("topics"), admin.site),
    )


class AssigneeForm(forms.Form):
    """Whose work it shall be."""

    assignee = forms.ModelChoiceField(
        User.objects.filter(is_staff=True, is_active=True).order_by("username"),
        label=_("Assignee"),
        required=False,
        empty_label=_("nobody"),
    )


class PriorityForm(forms.Form):
    """How urgent it is."""

    priority = forms.ChoiceField(label=_("Priority"), choices=Priority.choices, initial=Priority.NORMAL)


def is_alive(claim: Claim, _user: User) -> bool:
    """Say whether there is still something to do on the claim."""
    return claim.merged_into_id is None


def change(name: str, label: Any, done: Any, form: type[forms.Form], perform: Any) -> Verb[Claim]:
    """Return a change of many claims that asks by ``form``."""
    return Verb(
        name=name, label=label, done=done, permission="claims.change_claim", perform=perform, offered=is_alive,
        form=form, in_bulk=True,
    )  # fmt: skip


BULK_VERBS = (
    change(
        "topics-add", _("Add topics"), _("The claims are under these topics."), TopicsForm,
        lambda claim, *, topics, by: add_topics(claim=claim, topics=topics, by=by),
    ),
    change(
        "topics-remove", _("Remove topics"), _("The claims are no longer under these topics."), TopicsForm,
        lambda claim, *, topics, by: remove_topics(claim=claim, topics=topics, by=by),
    ),
    change(
        "assign", _("Assign"), _("The claims are assigned."), AssigneeForm,
        lambda claim, *, assignee, by: revise_claim(claim=claim, assignee=assignee, by=by),
    ),
    change(
        "priority", _("Set priority"), _("The priority is set."), PriorityForm,
        lambda claim, *, priority, by: revise_claim(claim=claim, priority=priority, by=by),
    ),
)  # fmt: skip
