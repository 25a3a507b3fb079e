"""Options of encoding."""

from __future__ import annotations

from dataclasses import dataclass

from recbole_tema.options import check_options, option


@dataclass(frozen=True)
class EncodeOptions:
    """Options of encoding texts and images.

    Raises
    ------
    ConfigError
        If an option has an invalid value.
    """

    fields: tuple[str, ...] | None = option(
        None,
        help="Columns of the .item file that make the text, the most informative first, or profile for the .profile "
        "file; by default title and description.",
    )
    tags: bool = option(False, help="Insert the tags of the .tag file after the first field of the text.")
    pca: int | None = option(
        None, help="Number of principal components to reduce the vectors to; not reduced by default.", minimum=1
    )
    batch_size: int = option(64, help="Number of texts or images per batch.", minimum=1)
    workers: int = option(
        2, help="Number of processes that decode images; with 0, the main process decodes them.", minimum=0
    )

    def __post_init__(self) -> None:
        check_options(self)
