"""What a run shows of itself."""

from recbole_tema.evaluation.tables import result_tables, write_markdown

__all__ = ["result_tables", "write_markdown"]
