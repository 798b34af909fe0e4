"""Taking articles in at the desk: first where the text comes from, then the stories in it and how each is cited."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.actions.capture import (
    PERMISSION,
    StoryRefusal,
    articles_from_capture,
    take_in_file,
    take_in_page,
    take_in_text,
    text_from_capture,
)
from sources.admin.capture import CaptureAdmin
from sources.admin.desk import editor
from sources.admin.intake_forms import IntakeForm
from sources.admin.intake_page import IntakePage
from sources.models import Article, Capture
from sources.rules import Refusal


class IntakeAdmin(CaptureAdmin):
    """Captures, and the two pages by which they come in and become articles."""

    def get_urls(self) -> list[Any]:
        """Add the page on which a capture becomes articles."""
        view = self.admin_site.admin_view(self.articles_view)
        return [path("<path:object_id>/articles/", view, name="sources_capture_articles"), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest, *_parent: object) -> bool:
        """Allow whoever may add texts."""
        return request.user.has_perm(PERMISSION)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Ask for an address, a file or a text, and lead on to its stories."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        is_sent = request.method == "POST"
        initial = {"article": request.GET.get("article", ""), "url": request.GET.get("url", "")}
        form = IntakeForm(request.POST if is_sent else None, request.FILES if is_sent else None, initial=initial)
        if is_sent and form.is_valid() and (capture := self._taken_in(request, form)):
            article = form.cleaned_data["article"]
            query = f"?article={article.pk}" if article else ""
            return HttpResponseRedirect(self.articles_url(capture) + query)
        return TemplateResponse(request, "desk/intake.html", self._context(request, _("Take articles in"), form=form))

    def articles_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the text that was read in a capture, cut it into stories, and make articles of them."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        capture = self.get_object(request, unquote(object_id))
        if capture is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined,no-any-return]  # Django's own way
        try:
            page = IntakePage(capture, request)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return HttpResponseRedirect(self.change_url(capture.pk))
        if page.is_to_be_made() and (made := self._made(request, page)):
            return made
        context = self._context(request, _("Articles in this capture"), page=page, media=self.media + page.media)
        return TemplateResponse(request, "desk/intake_articles.html", {**context, "original": capture})

    def articles_url(self, capture: Capture) -> str:
        """Return where a capture becomes articles."""
        return reverse("admin:sources_capture_articles", args=[capture.pk])

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Lead from a capture to its articles."""
        capture = context.get("original")
        if capture and self.has_add_permission(request):
            context["next_pages"] = [(_("Make articles"), self.articles_url(capture))]
        return super().render_change_form(request, context, *args, **kwargs)

    def add_version(self, request: HttpRequest, page: IntakePage, article: Article) -> str:
        """Add the one story of the page as the newer text of ``article``, and say what became of its quotes."""
        text = text_from_capture(article=article, by=editor(request), **page.version())
        return _("The text is now version %(version)d.") % {"version": text.version}

    def _taken_in(self, request: HttpRequest, form: IntakeForm) -> Capture | None:
        typed, by = form.cleaned_data, editor(request)
        try:
            if form.way == "file":
                file = typed["file"]
                return take_in_file(
                    name=file.name, content=file.read(), media_type=file.content_type or "", url=typed["url"], by=by
                )
            if form.way == "text":
                return take_in_text(text=typed["text"], url=typed["url"], by=by)
            return take_in_page(url=typed["url"], by=by)
        except Refusal as refusal:
            form.add_error(refusal.code if refusal.code in form.fields else form.way, refusal.message)
            return None

    def _made(self, request: HttpRequest, page: IntakePage) -> HttpResponse | None:
        """Make what the page asks for; None if something is refused, with the reason on the page."""
        article = page.shared.cleaned_data["version_of"]
        try:
            if article:
                messages.success(request, self.add_version(request, page, article))
                return HttpResponseRedirect(self._article_url(article))
            made = articles_from_capture(by=editor(request), **page.articles())
        except StoryRefusal as refusal:
            page.refuse(refusal, refusal.story)
            return None
        except Refusal as refusal:
            page.refuse(refusal)
            return None
        for one in made:
            self.log_addition(request, one, _("from a capture"))  # type: ignore[arg-type]  # rows of any table
        messages.success(request, _told(len(made)))
        return HttpResponseRedirect(self._article_url(*made))

    def _article_url(self, *articles: Article) -> str:
        if len(articles) == 1:
            return reverse("admin:sources_article_change", args=[articles[0].pk])
        return f"{reverse('admin:sources_article_changelist')}?id__in={','.join(str(one.pk) for one in articles)}"

    def _context(self, request: HttpRequest, title: str, **context: Any) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request), "opts": self.opts, "title": title, "media": self.media, **context,
        }  # fmt: skip


def _told(count: int) -> str:
    return ngettext(
        "The article is here, as a draft, ready to be annotated.",
        "%(count)d articles are here, as drafts, ready to be annotated.",
        count,
    ) % {"count": count}
