"""Getting articles in at the desk, as an editor's browser does it."""

from sources.models import Capture
from tests.claims.admin.desk import url

TEXT = "The bridge is closed\n\nThe mayor said that the bridge is closed.\n\nComments (3)\n"
LONG = "The mayor said on Monday that the bridge over the Neva was closed. " * 10
HTML = "Content-Type: text/html; charset=windows-1251"


def markup(*stories):
    parts = "".join(f"<article><h1>{title}</h1><p>{text}</p></article>" for title, text in stories)
    return f"<!doctype html><html lang=en><head><title>News</title></head><body>{parts}</body></html>"


def take_in(client, **typed):
    """Send the first page."""
    return client.post(url("sources_capture_add"), typed)


def objections(response):
    """Return all that the first page objects to."""
    return response.context["form"].errors.as_text()


def articles_url(capture=None):
    return url("sources_capture_articles", (capture or Capture.objects.get()).pk)


def make(client, **typed):
    """Send the second page as it is shown, with what the editor types on top."""
    page = client.get(articles_url()).context["page"]
    shown = {"shown": page.shown, "begins": sorted(page.begins), "kind": "news", "extent": "full"}
    shown["language"] = page.shared["language"].value()
    for part in page.parts:
        for field in part.form:
            value = field.value()
            shown[field.html_name] = "\n".join(value) if isinstance(value, list) else value or ""
    if page.known:
        shown["version_of"] = page.known.pk
    elif outlet := page.shared["outlet"].value():
        shown["outlet"] = outlet
    return client.post(articles_url(), {**shown, **typed}, follow=True)
