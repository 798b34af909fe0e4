"""Search for readers and editors: what is typed into the box, hits, their rank, facets and snippets."""
