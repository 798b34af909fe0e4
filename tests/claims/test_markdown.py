"""Markdown of editors as safe HTML."""

import pytest

from claims.markdown import to_html


def test_markdown_keeps_structure():
    html = to_html("1. First **step**\n2. Second [source](https://example.org/a)\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n")

    assert "<li>First <strong>step</strong></li>" in html
    assert '<a href="https://example.org/a" rel="nofollow noopener">source</a>' in html
    assert "<td>2</td>" in html


def test_markdown_headings_stand_below_the_page_s_own():
    assert to_html("# Why\n\n## How\n\n###### Deep\n") == "<h3>Why</h3>\n<h4>How</h4>\n<h6>Deep</h6>\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ('a <b onclick="x()">b</b>', '<p>a &lt;b onclick="x()"&gt;b&lt;/b&gt;</p>'),
        ("![map](https://example.org/map.png)", "<p></p>"),
    ],
)
def test_markdown_shows_html_as_text_and_no_pictures(text, expected):
    assert to_html(text).strip() == expected


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_markdown_links_nowhere_harmful(address):
    assert "href" not in to_html(f"[here]({address})")
