"""Raw sources to atomic files."""
