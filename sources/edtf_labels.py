"""Uncertain dates in words, in English and Russian, for pages and the editors' desk."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sources.edtf import Edtf, Point

Shape = Literal["point", "choice", "between", "open end", "open start", "unknown end", "unknown start"]

ENGLISH = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
NOMINATIVE = [
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
]  # fmt: skip
GENITIVE = [
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
]  # fmt: skip
INSTRUMENTAL = [
    "январём", "февралём", "мартом", "апрелем", "маем", "июнем",
    "июлем", "августом", "сентябрём", "октябрём", "ноябрём", "декабрём",
]  # fmt: skip

# The months of "May 2018", by what stands before it: Russian declines them.
MONTHS: dict[str, dict[Shape, list[str]]] = {
    "en": {},
    "ru": {"between": INSTRUMENTAL, "open end": GENITIVE, "unknown end": GENITIVE},
}
PHRASES: dict[str, dict[Shape, str]] = {
    "en": {
        "between": "between {} and {}",
        "open end": "since {}",
        "open start": "until {}",
        "unknown end": "since {}, end unknown",
        "unknown start": "until {}, start unknown",
    },
    "ru": {
        "between": "между {} и {}",
        "open end": "с {}",
        "open start": "по {}",
        "unknown end": "с {}, конец неизвестен",
        "unknown start": "по {}, начало неизвестно",
    },
}
DOUBT = {
    "en": {"": "{}", "~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"},
    "ru": {"": "{}", "~": "примерно {}", "?": "{} (под вопросом)", "%": "примерно {} (под вопросом)"},
}
UNKNOWN_DIGITS = {
    "en": {
        "decade": "the {}s",
        "century": "between {} and {}",
        "month": "{}, month unknown",
        "day": "{}, day unknown",
    },
    "ru": {
        "decade": "{}-е годы",
        "century": "между {} и {}",
        "month": "{}, месяц неизвестен",
        "day": "{}, день неизвестен",
    },
}
OR = {"en": " or ", "ru": " или "}


def label(date: "Edtf", language: str = "en") -> str:
    """Return the date in words: Russian for ``ru`` and ``ru-…``, otherwise English."""
    code = "ru" if language.partition("-")[0].lower() == "ru" else "en"
    words = [_point(point, code, date.shape) for point in date.points]
    if date.shape == "between":
        words[0] = _without_shared(words[0], words[1])
    if date.shape in PHRASES[code]:
        return PHRASES[code][date.shape].format(*words)
    *others, last = words
    return ", ".join(others) + OR[code] + last if others else last


def _point(point: "Point", code: str, shape: Shape) -> str:
    return DOUBT[code][point.doubt].format(_known(point, code, shape))


def _known(point: "Point", code: str, shape: Shape) -> str:
    year, month, day = [*point.known.split("-"), "", ""][:3]
    if "X" in point.known:
        return _unknown_digits(point, code, year, month, day)
    months = MONTHS[code].get(shape, NOMINATIVE) if code == "ru" else ENGLISH
    if not month:
        return str(int(year))
    if not day:
        return f"{months[int(month) - 1]} {int(year)}"
    names = GENITIVE if code == "ru" else ENGLISH
    return f"{int(day)} {names[int(month) - 1]} {int(year)}"


def _unknown_digits(point: "Point", code: str, year: str, month: str, day: str) -> str:
    phrases = UNKNOWN_DIGITS[code]
    if year.endswith("XX"):
        return phrases["century"].format(point.first.year, point.last.year)
    if year.endswith("X"):
        return phrases["decade"].format(point.first.year)
    if month != "XX":
        months = NOMINATIVE if code == "ru" else ENGLISH
        return phrases["day"].format(f"{months[int(month) - 1]} {year}")
    return phrases["day" if day else "month"].format(year)


def _without_shared(first: str, last: str) -> str:
    """Drop from the first date the year, the month and the doubt that the second repeats."""
    words, others = first.split(" "), last.split(" ")
    if len(words) != len(others):
        return first
    while len(words) > 1 and words[-1] == others[-1]:
        words.pop()
        others.pop()
    return " ".join(words)
