import re
from pathlib import Path

from claims.interchange.bundle_tables import TABLES

PAGE = Path(__file__).parents[3] / "docs" / "bundle.md"


def test_page_names_every_file_with_its_keys_in_order():
    described = {
        name: re.findall(r"`(\w+)`", keys)
        for name, keys in re.findall(r"^\| `(\w+)\.jsonl` \| (.*) \|$", PAGE.read_text(), re.MULTILINE)
    }

    assert list(described.items()) == [(table.name, table.keys) for table in TABLES]
