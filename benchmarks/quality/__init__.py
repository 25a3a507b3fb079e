"""Measurements of recommendation quality: ablations, rescoring, comparisons of runs."""
