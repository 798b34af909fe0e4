"""WARC: what was asked and what was answered, as archives keep it (ISO 28500)."""

import datetime
from collections.abc import Iterable
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sources.interchange.web_page import Exchange

MEDIA_TYPE = "application/warc"
SOFTWARE = "ClaimTrack"


def to_warc(exchanges: Iterable[Exchange], *, at: datetime.datetime) -> bytes:
    """Return a gzipped WARC of the exchanges, in their order, bodies as they were sent."""
    stream = BytesIO()
    writer = WARCWriter(stream, gzip=True)
    date = at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    writer.write_record(writer.create_warcinfo_record(None, {"software": SOFTWARE, "format": "WARC File Format 1.0"}))
    for exchange in exchanges:
        dated = {"WARC-Date": date}
        response = writer.create_warc_record(
            exchange.url, "response", payload=BytesIO(exchange.body), length=len(exchange.body),
            http_headers=_answered(exchange),
            warc_headers_dict={**dated, "WARC-IP-Address": exchange.address},
        )  # fmt: skip
        request = writer.create_warc_record(
            exchange.url, "request", http_headers=_asked(exchange), warc_headers_dict=dated
        )  # fmt: skip
        writer.write_request_response_pair(request, response)
    return stream.getvalue()


def page_of(warc: bytes) -> Exchange:
    """Return the last answer of a WARC that ``to_warc`` made: the page, after all redirects."""
    found = None
    for record in ArchiveIterator(BytesIO(warc)):
        if record.rec_type == "response":
            headers = record.http_headers
            found = Exchange(
                url=record.rec_headers.get_header("WARC-Target-URI"),
                address=record.rec_headers.get_header("WARC-IP-Address") or "",
                sent=(),
                status=int(headers.get_statuscode()),
                reason=headers.statusline.partition(" ")[2],
                headers=tuple(headers.headers),
                body=record.raw_stream.read(),
            )
    if found is None:
        raise ValueError("The archive holds no answer of a server.")
    return found


def _answered(exchange: Exchange) -> StatusAndHeaders:
    # The body is kept without the chunks of its transfer, so the header that speaks of them steps aside.
    headers = [
        (f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name, value)
        for name, value in exchange.headers
    ]
    return StatusAndHeaders(f"{exchange.status} {exchange.reason}", headers, protocol="HTTP/1.1")


def _asked(exchange: Exchange) -> StatusAndHeaders:
    path = exchange.url.split("/", 3)[3] if exchange.url.count("/") > 2 else ""
    return StatusAndHeaders(f"GET /{path} HTTP/1.1", list(exchange.sent), is_http_request=True)
