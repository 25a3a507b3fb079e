"""Measurements of quality and speed, their results, and the pages that show them."""
