"""Settings, all from the environment; docs/settings.md lists them."""

import ipaddress
import os
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from claimtrack.exports import exports_storage
from claimtrack.logs import logging_config

# Before any model is read: generic classes such as ModelAdmin[Claim] in annotations.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()


def required(name: str, how: str) -> str:
    """Return the environment variable ``name`` or fail with a sentence that says how to set it."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"The environment variable {name} is not set. {how}")
    return value


DEBUG: bool = env.bool("DEBUG", default=False)

SECRET_KEY = required(
    "SECRET_KEY",
    "Generate one with `python -c 'import secrets; print(secrets.token_urlsafe(50))'`, keep it secret and keep it the "
    "same between restarts. `make run` and `python manage.py` make one of their own for the embedded database.",
)

ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# True only where the program runs on the embedded database on one's own machine: plain http, demo log-ins.
IS_LOCAL: bool = env.bool("CLAIMTRACK_LOCAL", default=False)
# The pages of the worked example say what they are and are not indexed; an installation's own content is neither.
IS_WORKED_EXAMPLE: bool = env.bool("CLAIMTRACK_WORKED_EXAMPLE", default=IS_LOCAL)
SITE_NAME: str = env.str("SITE_NAME", default="ClaimTrack")
# As gunicorn.conf.py reads it, which is where the threads are made.
WEB_THREADS = env.int("WEB_THREADS", default=4)
SITE_URL: str = env.str("SITE_URL", default="http://127.0.0.1:8000")
CONTACT_EMAIL: str = env.str("CONTACT_EMAIL", default="")
# Who answers for the content, and what they say of themselves.
PUBLISHER: str = env.str("PUBLISHER", default="")
PUBLISHER_ABOUT: str = env.str("PUBLISHER_ABOUT", default="")

# What the publisher promises, as schema.org names it; the page on how we work stands in for the first three.
POLICY_URLS: dict[str, str] = {
    "publishingPrinciples": env.str("PUBLISHING_PRINCIPLES_URL", default=""),
    "verificationFactCheckingPolicy": env.str("VERIFICATION_POLICY_URL", default=""),
    "correctionsPolicy": env.str("CORRECTIONS_POLICY_URL", default=""),
    "actionableFeedbackPolicy": env.str("FEEDBACK_POLICY_URL", default=""),
    "ethicsPolicy": env.str("ETHICS_POLICY_URL", default=""),
    "ownershipFundingInfo": env.str("OWNERSHIP_URL", default=""),
}
# The licence under which others may use our markup; nothing is said of it while this is empty.
DATA_LICENSE_URL: str = env.str("DATA_LICENSE_URL", default="")

# Data releases: where they lie, and under which licence (an SPDX identifier) others may use them.
EXPORTS_DIR: str = env.str("EXPORTS_DIR", default=str(BASE_DIR / ".exports"))
# With a bucket they are made in that folder and put up there; its keys are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
EXPORTS_S3_BUCKET: str = env.str("EXPORTS_S3_BUCKET", default="")
EXPORTS_S3_ENDPOINT: str = env.str("EXPORTS_S3_ENDPOINT", default="")
EXPORTS_S3_REGION: str = env.str("EXPORTS_S3_REGION", default="")
EXPORTS_S3_PUBLIC_HOST: str = env.str("EXPORTS_S3_PUBLIC_HOST", default="")
DATA_LICENSE: str = env.str("DATA_LICENSE", default="CC-BY-4.0" if IS_WORKED_EXAMPLE else "")
DATA_LICENSE_TITLE: str = env.str("DATA_LICENSE_TITLE", default="")
DATA_LICENSE_FILE: str = env.str("DATA_LICENSE_FILE", default="")

# Which encoders, set up by `manage.py setup_encoder`, matching asks beside the words.
CLAIMTRACK_ENCODERS: list[str] = env.list("CLAIMTRACK_ENCODERS", default=[])

# Pages that editors name are fetched from public addresses and these networks, on these ports.
FETCH_NETWORKS = [ipaddress.ip_network(network) for network in env.list("FETCH_NETWORKS", default=[])]
FETCH_PORTS: list[int] = env.list("FETCH_PORTS", cast=int, default=[80, 443])

INSTALLED_APPS = [
    "claimtrack.apps.ClaimTrackAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "axes",
    "csp",
    "rest",
    "changes",
    "sources",
    "claims",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "claimtrack.heads.HeadMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "claimtrack.logs.RequestLogMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "claimtrack.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "claimtrack.urls"
WSGI_APPLICATION = "claimtrack.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "claims.views.context.site",
            ],
        },
    },
]

DATABASES: dict[str, Any] = {
    "default": {
        **env.db_url_config(
            required(
                "DATABASE_URL",
                "Name a PostgreSQL server, such as postgres://user:password@host/claimtrack, or start the program by "
                "`make run` or `python manage.py`, which bring an embedded server of their own.",
            )
        ),
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "desk/locked_out.html"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский")]
LOCALE_PATHS = [BASE_DIR / "locale"]
# The desk's language; public pages set no cookie and read none.
LANGUAGE_COOKIE_PATH = "/admin/"
LANGUAGE_COOKIE_AGE = 31_536_000
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORMAT_MODULE_PATH = ["claimtrack.formats"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
# On one's own machine static files are served from where they lie, nothing is collected.
WHITENOISE_USE_FINDERS = DEBUG or IS_LOCAL
STATIC_ROOT = None if WHITENOISE_USE_FINDERS else BASE_DIR / ".static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or IS_LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
    "exports": exports_storage(
        EXPORTS_DIR,
        bucket=EXPORTS_S3_BUCKET,
        endpoint=EXPORTS_S3_ENDPOINT,
        region=EXPORTS_S3_REGION,
        public_host=EXPORTS_S3_PUBLIC_HOST,
    ),
}

# Secure wherever the program is not running on one's own machine.
_is_https: bool = env.bool("HTTPS", default=not (DEBUG or IS_LOCAL))
SECURE_SSL_REDIRECT = _is_https
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SESSION_COOKIE_SECURE = _is_https
CSRF_COOKIE_SECURE = _is_https
LANGUAGE_COOKIE_SECURE = _is_https
CSRF_FAILURE_VIEW = "claimtrack.unsent.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if _is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _is_https
SECURE_HSTS_PRELOAD = _is_https
SECURE_REFERRER_POLICY = "same-origin"
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest.tokens.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_SCHEMA_CLASS": "rest.schema.PublicAutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "rest.formats.FormatNegotiation",
    "DEFAULT_THROTTLE_CLASSES": ["rest.throttles.AddressThrottle"],
    "DEFAULT_THROTTLE_RATES": {
        "address": env.str("API_RATE", default="3000/min"),
        "match": env.str("MATCH_RATE", default="300/min"),
    },
    # Who asks: the peer itself, or whoever the one proxy in front says.
    "NUM_PROXIES": 1 if env.bool("BEHIND_PROXY", default=False) else 0,
    "EXCEPTION_HANDLER": "rest.errors.handle",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "ClaimTrack",
    "DESCRIPTION": "Claims, who made them, what supports or contradicts them, and verdicts. Read-only and public.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "ChangeKind": "changes.models.ChangeKind",
        "ChangeReason": "claims.enums.ChangeReason",
        "ArticleKind": "sources.enums.ArticleKind",
        "ClaimKind": "claims.enums.ClaimKind",
        "ClaimantKind": "claims.enums.ClaimantKind",
        "DerivationKind": "sources.enums.DerivationKind",
        "EvidenceStance": "claims.enums.EvidenceStance",
        "MarkKind": "sources.enums.MarkKind",
        "OutletKind": "sources.enums.OutletKind",
        "Stance": "claims.enums.Stance",
    },
}

# Who only reads changes nothing: asked for the user, an answer would depend on the session and fit no shared cache.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="history")

LOGGING_CONFIG = None
LOGGING = logging_config(json=not (DEBUG or IS_LOCAL), level=env.str("LOG_LEVEL", default="INFO"))
