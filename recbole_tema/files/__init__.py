"""Atomic files and safe storage: formats, reading, writing, hashes, cached vectors, models in the hub's cache."""
