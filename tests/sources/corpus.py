"""A copy of the seed corpus for tests to damage."""

import shutil
from pathlib import Path

SEED = Path(__file__).resolve().parents[2] / "fixtures"


def copy_corpus(directory):
    """Copy corpus.yaml and the captures into ``directory`` and return it."""
    shutil.copy(SEED / "corpus.yaml", directory)
    shutil.copytree(SEED / "corpus", directory / "corpus")
    return directory


def edit(file, old, new):
    """Replace the only occurrence of ``old`` and return the number of the line where it began."""
    content = file.read_text(encoding="utf-8")
    assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {file}"
    file.write_text(content.replace(old, new), encoding="utf-8")
    return content[: content.index(old)].count("\n") + 1
