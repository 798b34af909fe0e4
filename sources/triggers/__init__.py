"""The rules of the source tables that span more than one row, as triggers beside the constraints."""
