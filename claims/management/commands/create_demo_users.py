"""Demo log-ins for the embedded database: an editor, a reviewer and an administrator with known passwords."""

from typing import Any

from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

# What the embedded server says of itself (claimtrack.postgres.CLUSTER_NAME).
EMBEDDED = "claimtrack_embedded"
# Username and group; everybody may know the passwords, so they must never work on a server that others reach.
DEMO_USERS = (("editor", "editors"), ("reviewer", "reviewers"), ("admin", "administrators"))


def demo_password(username: str) -> str:
    """Return the password of a demo log-in."""
    return f"{username}-demo"


class Command(BaseCommand):
    """Make the demo log-ins and print them; running it again changes nothing."""

    help = "Make the demo log-ins editor, reviewer and admin; the embedded database only."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Refuse a server that was given from outside; otherwise make who is missing."""
        with connection.cursor() as cursor:
            cursor.execute("SHOW cluster_name")
            if cursor.fetchone() != (EMBEDDED,):
                raise CommandError(
                    "Demo log-ins exist on the embedded database only: this one was named by DATABASE_URL."
                )
        for username, group in DEMO_USERS:
            with transaction.atomic():
                make_demo_user(username, group)
            self.stdout.write(f"  {username:<10} password {demo_password(username)}")


def make_demo_user(username: str, group: str) -> None:
    """Make the user, or give one who cannot sign in a password; one who can stays as they are."""
    user, _ = User.objects.get_or_create(username=username)
    # A new user has no password at all, which Django takes for a usable one.
    if user.is_active and user.password and user.has_usable_password():
        return
    user.is_active = user.is_staff = True
    user.is_superuser = group == "administrators"
    user.set_password(demo_password(username))
    user.save()
    user.groups.add(Group.objects.get(name=group))
