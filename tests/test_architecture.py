"""What holds the code base together: layers, names, sizes, and a test of both kinds for every rule."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest
from django.apps import apps

ROOT = Path(__file__).parent.parent
PACKAGES = ("claimtrack", "claims", "sources", "changes", "rest", "encoders")
OWN_APPS = ("sources", "claims", "changes", "rest")
FORBIDDEN = {"utils.py", "helpers.py", "services.py", "signals.py", "common.py", "common"}
LONGEST_MODULE = 300


def modules() -> list[Path]:
    return [path for name in (*PACKAGES, "tests", "bench") for path in sorted((ROOT / name).rglob("*.py"))]


def test_imports_point_down_only():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout


def test_no_file_is_named_after_nothing():
    found = [path for name in (*PACKAGES, "tests") for path in (ROOT / name).rglob("*") if path.name in FORBIDDEN]

    assert found == []


def test_modules_stay_short():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules()
        if "migrations" not in path.parts
        and "tests" not in path.relative_to(ROOT).parts
        and (lines := len(path.read_text().splitlines())) > LONGEST_MODULE
    }

    assert long == {}


@pytest.mark.parametrize("app", OWN_APPS)
def test_each_model_stands_in_the_file_of_its_name(app):
    """``article_text.py`` holds ArticleText; ``rating.py`` Rating and what carries its name, such as RatingScale."""
    elsewhere = {
        node.name: path.name
        for path in sorted((ROOT / app / "models").glob("*.py"))
        for node in ast.parse(path.read_text()).body
        if is_table(node, app) and not node.name.startswith(path.stem.title().replace("_", ""))
    }

    assert elsewhere == {}


def is_table(node: ast.AST, app: str) -> TypeGuard[ast.ClassDef]:
    return isinstance(node, ast.ClassDef) and node.name.lower() in apps.all_models[app]


# Tests name a rule by these functions; see tests/rules.py.
REFUSING = {"refused", "Case"}
ACCEPTING = {"accepted", "Case"}


def rules() -> set[str]:
    """Return every name under which the database refuses something."""
    named = set()
    for app in OWN_APPS:
        for model in apps.get_app_config(app).get_models():
            named |= {constraint.name for constraint in model._meta.constraints}
            for trigger in getattr(model._meta, "triggers", ()):
                named |= raised_in(str(trigger.get_func(model)))
        for migration in (ROOT / app / "migrations").glob("0*.py"):
            if "_tables" not in migration.name:
                named |= raised_in(migration.read_text())
    return named


def raised_in(text: str) -> set[str]:
    return {part.split("'", 1)[0] for part in text.split("CONSTRAINT = '")[1:]}


def names_given_to(functions: set[str]) -> set[str]:
    """Return the first argument of every call of one of ``functions`` in the tests."""
    return {name for path in (ROOT / "tests").rglob("test_*.py") for name in calls_in(path, functions)}


def calls_in(path: Path, functions: set[str]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in functions and node.args:
            yield from texts_in(node.args[0])


def texts_in(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an argument may be: a constant, either branch, or a noun's form of a name."""
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from texts_in(node.body)
        yield from texts_in(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        ending = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        yield from (f"{noun}{ending}" for noun in ("appearance", "evidence"))


@pytest.mark.parametrize("functions", [REFUSING, ACCEPTING], ids=["refusing", "accepting"])
def test_every_rule_is_tested(functions):
    untested = rules() - names_given_to(functions)

    assert len(rules()) > 100
    assert untested == set()
