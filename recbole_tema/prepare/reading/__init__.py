"""Read raw files of any layout: their encoding, separator and columns, and their cells as text."""
