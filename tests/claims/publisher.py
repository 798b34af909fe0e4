"""A program that publishes verdicts until somebody pulls the plug; it says each one once the database has it."""

import itertools
import sys

import django

django.setup()

from tests.factories import make_claim, make_verdict  # noqa: E402  # needs Django

if __name__ == "__main__":
    for number in itertools.count():
        # Every second claim is judged again, so that a version is superseded in the same transaction.
        claim = make_claim()
        for _ in range(1 + number % 2):
            verdict = make_verdict(claim=claim)
            sys.stdout.write(f"{verdict.external_id}\n")
            sys.stdout.flush()
