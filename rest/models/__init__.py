"""Who may ask how often: tokens, and what was asked in these minutes."""

from rest.models.api_token import ApiToken
from rest.models.used_allowance import UsedAllowance

__all__ = ["ApiToken", "UsedAllowance"]
