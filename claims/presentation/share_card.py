"""The picture that social networks show beside a link to a claim: its verdict, its wording and the site's name."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from claims.enums import Normalised

FONTS = Path(__file__).parent / "fonts"
SERIF, SANS = "DejaVuSerif-Bold.ttf", "DejaVuSans.ttf"

WIDTH, HEIGHT = 1200, 630  # what Open Graph asks for
MARGIN, BAR = 72, 24
STATEMENT_TOP, STATEMENT_BOTTOM = 190, 510
SIZES = (54, 48, 42, 36, 32)  # of the statement; the first that fits is taken
LEADING = 1.3
PAPER, INK, MUTED = "#fdfcf8", "#1d1c1a", "#5c584f"
# As in tokens.css.
COLOURS = {
    Normalised.TRUE: "#1c6638",
    Normalised.FALSE: "#a02a20",
    Normalised.MIXTURE: "#86560a",
    Normalised.OTHER: "#53555c",
}


@dataclass(frozen=True)
class ShareCard:
    """What the picture says; ``verdict`` is empty, and ``normalised`` other, where none stands."""

    statement: str
    verdict: str
    scale: str
    normalised: str
    note: str
    site: str

    def png(self) -> bytes:
        """Return the picture, 1200 by 630; the same words give the same bytes."""
        image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        draw = ImageDraw.Draw(image)
        colour = COLOURS[Normalised(self.normalised)]
        draw.rectangle((0, 0, BAR, HEIGHT), fill=colour)
        if self.verdict:
            draw.text((MARGIN, 56), self.verdict, font=_font(SERIF, 64), fill=colour)
            draw.text((MARGIN, 138), self.scale, font=_font(SANS, 24), fill=MUTED)
        self._draw_statement(draw)
        draw.text((MARGIN, 548), _cut(self.site, _font(SERIF, 30), WIDTH // 2), font=_font(SERIF, 30), fill=INK)
        draw.text((WIDTH - MARGIN, 554), self.note, font=_font(SANS, 24), fill=MUTED, anchor="ra")
        file = BytesIO()
        # Few colours: a third of the bytes.
        image.quantize(64).save(file, "PNG", optimize=True)
        return file.getvalue()

    def _draw_statement(self, draw: ImageDraw.ImageDraw) -> None:
        top = STATEMENT_TOP if self.verdict else MARGIN
        size, lines = _fitted(self.statement, STATEMENT_BOTTOM - top)
        for number, line in enumerate(lines):
            draw.text((MARGIN, top + number * size * LEADING), line, font=_font(SERIF, size), fill=INK)


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def _fitted(text: str, height: int) -> tuple[int, list[str]]:
    """Return the largest size in which the text fits, and its lines; in the smallest the end may be cut."""
    for size in SIZES:
        lines = list(_lines(text, _font(SERIF, size)))
        room = int(height // (size * LEADING))
        if len(lines) <= room:
            return size, lines
    font = _font(SERIF, SIZES[-1])
    return SIZES[-1], [*lines[: room - 1], _cut(f"{lines[room - 1]} …", font, WIDTH - 2 * MARGIN)]


def _lines(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    width = WIDTH - 2 * MARGIN
    line = ""
    for word in text.split():
        wider = f"{line} {word}".strip()
        if line and font.getlength(wider) > width:
            yield line
            line = _cut(word, font, width)
        else:
            line = _cut(wider, font, width)
    yield line


def _cut(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """Return a text that no line can hold cut to what fits, with an ellipsis."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.removesuffix('…').rstrip()}…"
