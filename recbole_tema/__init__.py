"""TEMA-LLM for RecBole: cross-domain sequential recommendation with LLM tags, text and images."""

__version__ = "0.1.0"
