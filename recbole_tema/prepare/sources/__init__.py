"""Readers of raw data, one module per source."""
