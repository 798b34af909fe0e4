"""Public rows in the words and the order in which readers see them; templates only lay them out."""
