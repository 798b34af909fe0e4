"""Data releases: dated folders of flat files that are never rewritten, but for what the law wants removed."""
