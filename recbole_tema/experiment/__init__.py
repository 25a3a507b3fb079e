"""Experiments: runs, comparisons, hyperparameter search, finished runs."""
