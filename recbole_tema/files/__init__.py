"""Atomic files and safe storage: formats, reading, writing, hashes, cached vectors."""
