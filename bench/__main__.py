"""Run measurements on a database filled to size: a temporary one, or one that is kept."""

import argparse
import os
import sys
import tempfile
from collections.abc import Collection
from contextlib import AbstractContextManager
from pathlib import Path

import django
from django.core.management import call_command

from claimtrack.postgres import Cluster, temporary_cluster

MEASUREMENTS = ("pages", "streams", "search", "meaning", "annotation", "imports")
# Nobody is slowed down while he is measured.
NO_LIMIT = "1000000/s"


def main() -> None:
    """Fill a database, run the measurements named (all unless some are), print what was found."""
    options = arguments().parse_args()
    unknown = set(options.measurements) - set(MEASUREMENTS)
    if unknown:
        raise SystemExit(f"There is no measurement {', '.join(unknown)}: choose from {', '.join(MEASUREMENTS)}.")
    with tempfile.TemporaryDirectory(prefix="claimtrack-bench-") as temporary, server(options.data) as address:
        os.environ.update(
            DATABASE_URL=address,
            DJANGO_SETTINGS_MODULE="claimtrack.settings",
            CLAIMTRACK_LOCAL="1",
            SECRET_KEY="only-for-measuring",
            LOG_LEVEL="ERROR",
            API_RATE=NO_LIMIT,
            MATCH_RATE=NO_LIMIT,
        )
        django.setup()
        measure(options, options.data or Path(temporary))


def arguments() -> argparse.ArgumentParser:
    """Return what the command line may say."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("measurements", nargs="*", help=f"{', '.join(MEASUREMENTS)} (default: all)")
    parser.add_argument("--claims", type=int, default=20_000, help="how many claims to generate (20000)")
    parser.add_argument("--seed", type=int, default=7, help="of the generated claims and questions (7)")
    parser.add_argument("--data", type=Path, help="a folder that keeps the database for other runs")
    parser.add_argument("--samples", type=int, default=20, help="search: questions of each kind (20)")
    parser.add_argument("--rounds", type=int, default=2, help="how often each thing is asked after the first time (2)")
    parser.add_argument(
        "--write", type=Path, help="search, or pages and streams: write the page with the figures there"
    )
    return parser


def server(data: Path | None) -> AbstractContextManager[str]:
    """Return a server of its own; one that keeps its data if a folder is named."""
    return Cluster(data.absolute()) if data else temporary_cluster()


def measure(options: argparse.Namespace, folder: Path) -> None:
    """Run what was chosen on generated claims."""
    call_command("migrate", verbosity=0)
    chosen = options.measurements or MEASUREMENTS
    # An import is measured on whatever is there, also on nothing.
    if set(chosen) != {"imports"}:
        prepare(options.claims, options.seed)
    if {"pages", "streams"}.intersection(chosen):
        serving(options, chosen)
    if "search" in chosen:
        search(options, folder)
    if "meaning" in chosen:
        from bench import meaning  # noqa: PLC0415  # as above

        meaning.run()
    if "annotation" in chosen:
        from bench import annotation  # noqa: PLC0415  # as above

        annotation.run()
    if "imports" in chosen:
        from bench import imports  # noqa: PLC0415  # as above

        imports.run(options.claims, options.seed)


def prepare(claims: int, seed: int) -> None:
    """Generate the claims, unless a kept database holds them."""
    from bench import generate  # noqa: PLC0415  # as above

    held = generate.held()
    if held == (claims, seed):
        print(f"{claims:,} claims of seed {seed} are there")
    elif held:
        raise SystemExit(f"The folder holds {held[0]} claims of seed {held[1]}: name another one, or remove it.")
    else:
        print(f"Generating {claims:,} claims of seed {seed}")
        generate.fill(claims, seed=seed)


def serving(options: argparse.Namespace, chosen: Collection[str]) -> None:
    """Measure pages and streams; print the page of the figures, and write it if asked to."""
    from bench import serving as answers  # noqa: PLC0415  # it imports models, so Django comes first

    page = answers.page(chosen, options.rounds, options.seed, command(sys.argv[1:]))
    print(page)
    if options.write and "search" not in chosen:
        options.write.write_text(page, encoding="utf-8")


def search(options: argparse.Namespace, folder: Path) -> None:
    """Measure search beside other engines; print the page, and write it if asked to."""
    from bench import performance  # noqa: PLC0415  # as above
    from bench import search as searching  # noqa: PLC0415

    size = searching.Size(options.claims, options.samples, options.rounds, options.seed)
    figures = searching.run(size, folder)
    page = performance.page(figures, size, command(sys.argv[1:]))
    print(page)
    if options.write:
        options.write.write_text(page, encoding="utf-8")


def command(given: list[str]) -> str:
    """Return the command that repeats the run; where its files lie is nobody's business."""
    options = arguments().parse_args(given)
    said = {name: getattr(options, name) for name in ("claims", "seed", "samples", "rounds")}
    return (
        f"python -m bench {' '.join([*options.measurements, *(f'--{name} {value}' for name, value in said.items())])}"
    )


if __name__ == "__main__":
    main()
