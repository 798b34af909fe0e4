"""A verdict whose claim has a lead appearance with a chain of attribution."""

from tests.factories import (
    make_appearance,
    make_claim,
    make_outlet,
    make_verdict,
)


def published_with_lead(state="published"):
    claim = make_claim()
    make_appearance(claim=claim, steps=[(make_outlet(), "reports")])
    return make_verdict(claim=claim, state=state)
