"""The read-only REST API: one module a noun, each with its serializers, filters, flat columns and viewset."""
