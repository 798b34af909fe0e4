"""How dates are written in Russian, where it is not as Django has it."""

# "22 ноября 2026 г.": the month in the genitive.
DATE_FORMAT = "j E Y г."
DATETIME_FORMAT = "j E Y г., H:i"
TIME_FORMAT = "H:i"
