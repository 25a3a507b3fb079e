"""Raw data to atomic files.

:func:`prepare_dataset` reads any source of :data:`~recbole_tema.prepare.sources.SOURCES`, applies :class:`Rules` and
writes ``.inter``, ``.item`` and, for sources with a split of their own, ``.split``.
"""

from recbole_tema.prepare.options import Columns, Rules
from recbole_tema.prepare.pipeline import prepare_dataset

__all__ = ["Columns", "Rules", "prepare_dataset"]
