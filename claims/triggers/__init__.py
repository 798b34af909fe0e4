"""The rules of the claim tables that span more than one row, as triggers beside the constraints."""
