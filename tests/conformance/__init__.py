"""Other programs' clients and validators, unmodified, on what this program serves."""
