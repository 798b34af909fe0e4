"""Run measurements on a temporary database filled to size."""

import argparse
import os
import time

import django
from django.core.management import call_command

from claimtrack.postgres import temporary_cluster


def main() -> None:
    """Fill a database, run the measurements named (all unless some are), print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=20_000, help="how many claims to generate")
    parser.add_argument("measurements", nargs="*", help="pages, lists (default: all)")
    options = parser.parse_args()
    with temporary_cluster() as address:
        os.environ.update(
            DATABASE_URL=address,
            DJANGO_SETTINGS_MODULE="claimtrack.settings",
            CLAIMTRACK_LOCAL="1",
            SECRET_KEY="only-for-measuring",
            LOG_LEVEL="ERROR",
        )
        django.setup()
        measure(options.claims, options.measurements)


def measure(claims: int, chosen: list[str]) -> None:
    """Run what was chosen on ``claims`` generated claims."""
    from bench import generate, lists, pages  # noqa: PLC0415  # they import models, so Django comes first

    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    generate.fill(claims)
    print(f"{claims:,} claims generated in {time.perf_counter() - began:.1f} s")
    for module in (pages, lists):
        name = module.__name__.rpartition(".")[2]
        if not chosen or name in chosen:
            module.run()


if __name__ == "__main__":
    main()
