"""The part of the REST API that shows sources alone, and what the claims' part borrows from it."""
