"""/annotations/: appearances and evidence by the W3C Web Annotation Protocol, read-only."""

import re
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.claim_review import JsonLdRenderer
from claims.interchange.annotation_pages import (
    KINDS,
    Place,
    annotation,
    container,
    is_within_reach,
    last_page,
    page,
    total_of_annotations,
)
from claims.interchange.fact_check_tools import Json
from claims.interchange.web_annotation import PROFILE, annotation_address
from rest.errors import Gone
from rest.viewsets import PublicApiView
from sources.api.logged import was_public

RESOURCE = '<http://www.w3.org/ns/ldp#Resource>; rel="type"'
CONTAINER = (
    '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type", '
    '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"'
)
PREFERENCE = re.compile(r"http://www\.w3\.org/ns/(?:oa|ldp)#(Prefer\w+)")
AFTER = re.compile(r"(appearance|evidence)-([0-9]{1,18})\Z")
LONGEST_NUMBER = 9


class AnnotationApiView(PublicApiView):
    """Answers JSON-LD with the profile of annotations."""

    renderer_classes = (JsonLdRenderer,)
    parameters: ClassVar[frozenset[str]] = frozenset()
    link = RESOURCE

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[Any, str]:  # noqa: FBT001, FBT002  # REST framework's signature
        """Answer JSON-LD whatever is asked for: there is nothing else, and it is JSON to whoever knows no more."""
        return self.get_renderers()[0], PROFILE

    def answer(self, content: Json, **headers: str) -> Response:
        """Return the content with the protocol's headers."""
        response = Response(content, content_type=PROFILE)
        response["Link"] = self.link
        response["Vary"] = "Accept, Prefer"
        for name, value in headers.items():
            response[name.replace("_", "-")] = value
        return response


class AnnotationsView(AnnotationApiView):
    """The container and, with ``page``, its pages."""

    parameters = frozenset({"page", "after", "iris"})
    link = CONTAINER

    def check_query(self, request: Request) -> None:
        """Refuse what the query string must not hold."""
        super().check_query(request)
        asked = request.query_params
        if asked.get("iris", "0") not in ("0", "1"):
            raise ValidationError({"iris": ["Give 1 for names of annotations alone, or 0."]})
        if "after" in asked and "page" not in asked:
            raise ValidationError({"after": ["Give the number of the page too, as each address of a next page does."]})

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        """Answer the container, as much of it as the client prefers, or one of its pages."""
        wanted = set(PREFERENCE.findall(request.headers.get("Prefer", "")))
        only_ids = request.query_params.get("iris") == "1" or "PreferContainedIRIs" in wanted
        if "page" in request.query_params:
            self.link = RESOURCE
            return self.answer(page(self._place(request), only_ids=only_ids))
        is_minimal = "PreferMinimalContainer" in wanted and not only_ids
        content = container(embed=not is_minimal, only_ids=only_ids)
        where = annotation_address("") if is_minimal else f"{annotation_address('')}?iris={int(only_ids)}"
        return self.answer(content, Content_Location=where)

    def _place(self, request: Request) -> Place:
        number, after = request.query_params["page"], request.query_params.get("after", "")
        if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER):
            raise ValidationError({"page": ["Give the number of a page, the first of which is 0."]})
        found = AFTER.match(after)
        if after and not found:
            raise ValidationError({"after": ["Give the annotation before the page, such as appearance-12."]})
        if not found:
            check_number(int(number))
        return Place(int(number), (found[1], int(found[2])) if found else None)


def check_number(number: int) -> None:
    """Refuse a page that there is not, or that is too far from the beginning to be found by its number."""
    total = total_of_annotations()
    if total is not None and number > last_page(total):
        raise NotFound("The container has no such page.")
    if not is_within_reach(number):
        raise ValidationError({"page": ["This page is too far to be found by its number: follow each page's next."]})


class AnnotationView(AnnotationApiView):
    """One annotation."""

    @extend_schema(exclude=True)
    def get(self, request: Request, kind: str, pk: str) -> Response:
        """Answer it, or say that it was taken back, or that there is none."""
        content = annotation(kind, int(pk))
        if content is None:
            raise Gone() if was_public(kind, int(pk)) else NotFound("There is no public annotation of this name.")
        return self.answer(content)


ROUTE = rf"^annotations/(?P<kind>{'|'.join(KINDS)})-(?P<pk>[0-9]{{1,18}})$"
