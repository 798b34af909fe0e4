"""How often one address may ask."""

from rest_framework.throttling import AnonRateThrottle


class AddressThrottle(AnonRateThrottle):
    """Counts every request of an address against ``DEFAULT_THROTTLE_RATES["address"]``."""

    scope = "address"
