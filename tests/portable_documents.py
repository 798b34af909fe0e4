"""PDF files made by hand: pages of text in any script, as a printer's driver would write them."""

from io import BytesIO

from pypdf import PdfWriter


def make_pdf(*pages: str, title: str = "") -> bytes:
    """Return a PDF whose pages hold these lines; each letter is a glyph with its Unicode value beside it."""
    letters = sorted({letter for page in pages for letter in page if letter != "\n"})
    codes = {letter: f"{number:04X}" for number, letter in enumerate(letters, start=1)}
    font, page_tree = 3, 2
    firsts = [7 + 2 * number for number in range(len(pages))]
    kids = " ".join(f"{first} 0 R" for first in firsts)
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        page_tree: f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        font: "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        4: "<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        "/Supplement 0>>/DW 500>>",
        5: stream(unicode_map(codes)),
        6: f"<</Title<FEFF{title.encode('utf-16-be').hex()}>>>",
    }
    for first, page in zip(firsts, pages, strict=True):
        objects[first] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents {first + 1} 0 R>>"
        )
        objects[first + 1] = stream(shown(page, codes))
    return file_of(objects)


def make_scan(pages: int = 1, password: str = "") -> bytes:
    """Return a PDF whose pages hold no text, locked if there is a password."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(width=600, height=800)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def shown(page: str, codes: dict[str, str]) -> str:
    lines = "".join(f"<{''.join(codes[letter] for letter in line)}> Tj T* " for line in page.split("\n"))
    return f"BT /F 10 Tf 12 TL 50 750 Td {lines}ET"


def unicode_map(codes: dict[str, str]) -> str:
    pairs = "\n".join(f"<{code}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(codes)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap end end"
    )


def stream(content: str) -> str:
    return f"<</Length {len(content)}>>\nstream\n{content}\nendstream"


def file_of(objects: dict[int, str]) -> bytes:
    body, places = "%PDF-1.4\n", []
    for number in sorted(objects):
        places.append(len(body))
        body += f"{number} 0 obj\n{objects[number]}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<</Size {size}/Root 1 0 R/Info 6 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    ).encode("ascii")
