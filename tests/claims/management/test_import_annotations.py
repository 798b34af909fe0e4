"""manage.py import_annotations."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.models import Evidence
from tests.factories import make_article, make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    """Return a function that writes annotations, takes them in, and gives what was said."""
    make_editor()

    def write_and_run(document, *arguments):
        (tmp_path / "a.json").write_text(json.dumps(document))
        out = StringIO()
        call_command("import_annotations", tmp_path / "a.json", *arguments, stdout=out)
        return out.getvalue()

    return write_and_run


def test_import_says_what_became_of_the_annotations(run, tmp_path):
    article = make_article()
    quotes = [{"id": exact, "target": {"selector": {"exact": exact}}} for exact in ("The minister", "a tunnel")]

    words = run(quotes, "--user=editor", f"--article={article.pk}")

    assert "2 annotations read: 1 new, 0 were in already, 1 not taken." in words
    assert "  2: “a tunnel” does not stand in the text." in words
    assert (tmp_path / "a.json.rejected.csv").read_text().startswith('annotation,reason,content\n2,"“a tunnel”')
    assert Evidence.objects.get().passage.exact == "The minister"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--user=nobody"], "Say by --user whose work this is"),
        (["--user=editor", "--article=99"], "There is no article 99."),
        (["--user=editor"], "There are no annotations in the file"),
    ],
)
def test_what_cannot_be_understood_is_refused(run, arguments, message):
    with pytest.raises(CommandError) as refused:
        run({}, *arguments)

    assert str(refused.value).startswith(message)
