"""The annotation screen and its addresses, as pages of an article at the desk."""

import json
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from claims.admin.annotation.deeds import DEEDS, Faulty
from claims.admin.annotation.find import find_claims, find_speakers
from claims.admin.annotation.forms import AppearanceForm, EvidenceForm, MarkForm
from claims.admin.annotation.state import originals_of, orphans, state_of
from claims.admin.annotation.words import WORDS
from claims.rules import Refusal
from sources.admin.article import ArticleAdmin
from sources.admin.desk import editor
from sources.models import Article

FORMS = {"appearance": AppearanceForm, "evidence": EvidenceForm, "mark": MarkForm}
STATUS = {"permission": 403, "text_superseded": 409}  # all other refusals are 422

admin.site.unregister(Article)


@admin.register(Article)
class AnnotatedArticleAdmin(ArticleAdmin):
    """An article, with the screen on which claims are found in it."""

    def get_urls(self) -> list[Any]:
        """Add the screen, what it reads and what it writes."""
        wrap, at = self.admin_site.admin_view, "<path:object_id>/annotate/"
        own = [
            path(at, wrap(self.annotate_view), name="sources_article_annotate"),
            path(f"{at}state/", wrap(self.state_view), name="sources_article_annotate_state"),
            path(f"{at}find/<slug:what>/", wrap(self.find_view), name="sources_article_annotate_find"),
            path(f"{at}do/<slug:deed>/", wrap(self.deed_view), name="sources_article_annotate_do"),
        ]
        return [*own, *super().get_urls()]

    def get_list_display(self, request: HttpRequest) -> Any:
        """Lead from the list to the screen as well."""
        return (*super().get_list_display(request), "annotate")

    @admin.display(description=_("annotate"))
    def annotate(self, article: Article) -> str:
        """Show the way to the screen, where there is a text."""
        if article.current_text_id is None:
            return "-"
        return format_html('<a href="{}">{}</a>', screen_of(article), _("Annotate"))

    @method_decorator(ensure_csrf_cookie)
    def annotate_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the screen; an article without a text leads to its own page."""
        article = self.annotated(request, object_id)
        if article.current_text is None:
            self.message_user(request, _now("This article has no text yet. Add its text, then annotate."), "warning")
            return HttpResponseRedirect(self.change_url(article.pk))
        context = {
            **self.admin_site.each_context(request),
            "title": str(article), "opts": self.opts, "original": article, "change_url": self.change_url(article.pk),
            "settings": self.settings_of(request, article), "state": state_of(article), "words": WORDS,
            "originals": originals_of(article),
            "forms": {name: form(texts=article.texts, auto_id=f"{name}-%s") for name, form in FORMS.items()},
        }  # fmt: skip
        return TemplateResponse(request, "desk/annotate.html", context)

    def settings_of(self, request: HttpRequest, article: Article) -> dict[str, Any]:
        """Return what the page's script must know beforehand."""
        text = article.current_text
        assert text is not None  # noqa: S101  # asked by the caller
        address = screen_of(article)
        return {
            "article": article.pk, "key": f"annotate:{article.pk}", "user": editor(request).pk, "address": address,
            "text": text.pk, "content": text.content, "language": article.language or "en",
            "login": f"{reverse('admin:login')}?next={address}",
        }  # fmt: skip

    @method_decorator(require_GET)
    def state_view(self, request: HttpRequest, object_id: str) -> JsonResponse:
        """Answer what lies on the text now."""
        return answer(state_of(self.annotated(request, object_id)))

    @method_decorator(require_GET)
    def find_view(self, request: HttpRequest, object_id: str, what: str) -> JsonResponse:
        """Answer a look-up: claims like ``q``, speakers of that name, or the orphaned quotes."""
        article, words = self.annotated(request, object_id), request.GET.get("q", "")
        if what == "claims":
            language = request.GET.get("language", "")
            return answer({"found": find_claims(words, language=language, article=article)})
        if what == "orphans":
            return answer({"found": orphans(article)})
        if what not in ("speakers", "outlets"):
            raise Http404
        return answer({"found": find_speakers(words, article=article, outlets_only=what == "outlets")})

    @method_decorator(require_POST)
    def deed_view(self, request: HttpRequest, object_id: str, deed: str) -> JsonResponse:
        """Do one thing to the article; what is refused is answered with the reason, by field where there is one."""
        article = self.annotated(request, object_id)
        if deed not in DEEDS:
            raise Http404
        try:
            done = DEEDS[deed](article, received(request), editor(request))
        except Faulty as fault:
            message = _now("Nothing was saved yet. Look at the fields with a remark.")
            return answer({"message": message, "errors": fault.messages()}, status=422)
        except Refusal as refusal:
            return answer({"message": refusal.message, "errors": {}}, status=STATUS.get(refusal.code, 422))
        self.log_change(request, article, str(done.message))
        article.refresh_from_db()
        shown = {"message": done.message, "receipt": done.receipt, "key": done.key, "state": state_of(article)}
        return answer(shown)

    def annotated(self, request: HttpRequest, object_id: str) -> Article:
        """Return the article for whoever may see articles and what is said in them."""
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404
        if not (self.has_view_permission(request, article) and request.user.has_perm("claims.view_appearance")):
            raise PermissionDenied
        return article

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Lead from the article's page to the screen."""
        article = context.get("original")
        if article is not None and article.current_text_id:
            context["next_pages"] = [(_("Annotate"), screen_of(article)), *context.get("next_pages", ())]
        return super().render_change_form(request, context, *args, **kwargs)


def screen_of(article: Article) -> str:
    """Return the address of an article's screen."""
    return reverse("admin:sources_article_annotate", args=[article.pk])


def received(request: HttpRequest) -> dict[str, Any]:
    """Return what the page sent as JSON; raises ``Refusal``."""
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise Refusal("unreadable", _now("What the page sent cannot be read. Reload it and send again."))
    return data


def answer(shown: dict[str, Any], status: int = 200) -> JsonResponse:
    """Return JSON that no cache keeps."""
    return JsonResponse(shown, status=status, headers={"Cache-Control": "no-store"})
