"""The documentation mentions what there is, and what it mentions is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SETTING = re.compile(r"""(?:env\.\w+|required|environ\.get)\(\s*"([A-Z_]+)\"""")


def read(name):
    """Return a file of the repository as text."""
    return (ROOT / name).read_text(encoding="utf-8")


def settings_in_code():
    """Return the environment variables that the program reads."""
    files = [*(ROOT / "claimtrack").glob("*.py"), ROOT / "gunicorn.conf.py"]
    return {name for file in files for name in SETTING.findall(file.read_text(encoding="utf-8"))}


def commands():
    """Return the names of our own management commands."""
    found = ROOT.glob("*/management/commands/[a-z]*.py")
    return sorted(file.stem for file in found)


def markdown_files():
    """Return all documentation, relative to the repository."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return sorted(str(file.relative_to(ROOT)) for file in found)


def test_settings_page_names_every_setting():
    documented = set(re.findall(r"^\| `([A-Z_]+)`", read("docs/settings.md"), re.MULTILINE))

    assert settings_in_code() - documented == set()


@pytest.mark.parametrize("command", commands())
def test_readme_names_every_command(command):
    assert f"manage.py {command}" in read("README.md")


def test_readme_names_every_make_target():
    targets = re.findall(r"^([a-z-]+):.*## ", read("Makefile"), re.MULTILINE)

    missing = [target for target in targets if f"make {target}" not in read("README.md") + read("CONTRIBUTING.md")]

    assert missing == []


def test_readme_maps_every_top_level_folder():
    tracked = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    shipped = tracked - {"__pycache__", "node_modules", "test-results"}

    missing = sorted(name for name in shipped if f"{name}/" not in read("README.md"))

    assert missing == []


@pytest.mark.parametrize("page", markdown_files())
def test_links_between_pages_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", read(page))

    broken = [target for target in targets if not (ROOT / page).parent.joinpath(target).exists()]

    assert broken == []


def test_architecture_decisions_are_numbered_without_gaps():
    numbers = sorted(int(file.name[:4]) for file in (ROOT / "docs/adr").glob("*.md"))

    assert numbers == list(range(1, len(numbers) + 1))


def test_no_page_names_a_home_directory_or_registry():
    private = re.compile(r"/home/\w+/|/root/|/work/|files\.pythonhosted|registry\.npmjs")

    assert [page for page in markdown_files() if private.search(read(page))] == []
