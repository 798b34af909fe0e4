"""All addresses."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from claimtrack.health import healthz


def icon(request: HttpRequest) -> HttpResponse:
    """Lead browsers to the icon: they ask here on pages that name none, such as the editors' desk."""
    return HttpResponseRedirect(static("favicon.svg"))


urlpatterns = [
    path("admin/language/", set_language, name="desk-language"),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("favicon.ico", icon),
    path("api/", RedirectView.as_view(pattern_name="api-reference")),
    path("api/v1/", include("claims.api.routes")),
    path("", include("claims.api.exchange_routes")),
    path("v1alpha1/", include("claims.api.fact_check_tools_routes")),
    path("", include("claims.views.file_routes")),
    # The pages for readers, and again under /ru/ with a Russian interface.
    *i18n_patterns(path("", include("claims.urls")), prefix_default_language=False),
]

handler400 = "claims.views.errors.bad_request"
handler403 = "claims.views.errors.forbidden"
handler404 = "claims.views.errors.not_found"
handler500 = "claims.views.errors.failed"
