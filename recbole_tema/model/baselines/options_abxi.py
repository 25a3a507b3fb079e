"""Settings of the published models; the defaults are their authors'."""

from __future__ import annotations

from dataclasses import dataclass

from recbole_tema.model.options import Modality, SequenceTrainingOptions, check_heads
from recbole_tema.options import check_options, option


@dataclass(frozen=True)
class ABXIOptions:
    """ABXI, with the values of its code for Food-Kitchen."""

    hidden_size: int = option(256, help="Width of item embeddings and states.", minimum=1)
    inner_size: int = option(680, help="Width of the feed-forward networks.", minimum=1)
    n_heads: int = option(2, help="Attention heads; a divisor of hidden_size.", minimum=1)
    dropout: float = option(0.5, help="Dropout of inputs and residual branches.", minimum=0, below=1)
    domain_rank: int = option(16, help="Rank of the adapters of each sequence (dLoRA).", minimum=1)
    invariant_rank: int = option(64, help="Rank of the adapters of the invariant interest (iLoRA).", minimum=1)
    temperature: float = option(0.75, help="Divisor of the logits in training.", above=0)
    # Settings that an experiment shares between models may name more.
    modalities: tuple[Modality, ...] = option(("id",), help="Feature files that are read; ABXI uses ids only.")

    def __post_init__(self) -> None:
        check_options(self)
        check_heads(self.hidden_size, self.n_heads)


@dataclass(frozen=True)
class ABXITrainingOptions(SequenceTrainingOptions):
    """Training of ABXI: hundreds of small steps under a strong weight decay."""

    loss_negatives: int = option(
        128, help="Uniform negatives of every domain, drawn for each sequence; 0: all items.", minimum=0
    )
    train_batch_size: int = option(256, help="Sequences per batch.", minimum=1)
    learning_rate: float = option(0.0001, help="Learning rate.", above=0)
    weight_decay: float = option(5.0, help="Decoupled weight decay.", minimum=0)
    plateau_patience: int = option(
        30, help="Epochs without improvement after which the learning rate is divided by 3.16; 0: never.", minimum=0
    )
    epochs: int = option(500, help="Maximum number of epochs.", minimum=1)
    stopping_step: int = option(61, help="Epochs without improvement before early stopping.", minimum=0)
