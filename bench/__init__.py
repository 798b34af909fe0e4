"""Measurements: `make bench`, or `python -m bench --claims 100000 pages lists`."""
