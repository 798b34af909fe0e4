"""Requests are counted in windows that all processes share."""

import datetime
import subprocess
import sys

import pytest
from django.db import connection

from rest.models import UsedAllowance
from rest.throttles import network_of
from tests.committed import committed_database  # noqa: F401  # a fixture

NOW = datetime.datetime(2026, 1, 1, 12, 0, 30, tzinfo=datetime.UTC)
END = NOW.replace(minute=1, second=0)

# Another process of the web server: asks as often as it can, and says how often it was let through.
ASKER = """
import datetime, sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from rest.models import UsedAllowance
now, until = (datetime.datetime.fromisoformat(text) for text in sys.argv[2:])
asked = [UsedAllowance.objects.spend(1, of=300, who="a", until=until, now=now) for _ in range(250)]
print(sum(one is not None for one in asked))
"""


def spend(cost=1, *, of=3, who="address 192.0.2.1", until=END, now=NOW):
    return UsedAllowance.objects.spend(cost, of=of, who=who, until=until, now=now)


@pytest.mark.django_db
def test_counts_up_to_the_limit_and_no_further():
    assert [spend() for _ in range(5)] == [1, 2, 3, None, None]


@pytest.mark.django_db
def test_what_is_too_much_takes_nothing():
    spend(2)

    assert spend(2) is None
    assert spend(1) == 3


@pytest.mark.django_db
def test_askers_and_windows_are_counted_apart():
    spend(3)

    assert spend(who="address 192.0.2.2") == 1
    assert spend(until=END + datetime.timedelta(minutes=1)) == 1


@pytest.mark.django_db
def test_windows_that_are_over_are_cleared_away():
    for number in range(5):
        spend(who=f"address {number}")

    spend(now=END, until=END + datetime.timedelta(minutes=1))

    assert UsedAllowance.objects.count() == 1


@pytest.mark.django_db
def test_table_names_nobody():
    spend(who="address 192.0.2.1")

    assert "192" not in str(UsedAllowance.objects.values("used", "until").get())
    assert not UsedAllowance.objects.filter(key__isnull=True).exists()


@pytest.mark.django_db
def test_counts_are_written_to_no_journal():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'rest_usedallowance'")
        assert cursor.fetchone() == ("u",)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("not an address", "nor this", False),
    ],
)
def test_network_of_one_customer_is_one_asker(one, other, is_same):
    assert (network_of(one) == network_of(other)) is is_same


def test_two_processes_count_together(committed_database):  # noqa: F811  # the fixture
    command = [sys.executable, "-c", ASKER, connection.settings_dict["NAME"], str(NOW), str(END)]

    askers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    served = [int(asker.communicate(timeout=60)[0]) for asker in askers]

    assert sum(served) == 300
    assert max(served) <= 250
    assert UsedAllowance.objects.get().used == 300
