"""Settings of C2DSR; the defaults are its authors'."""

from __future__ import annotations

from dataclasses import dataclass

from recbole_tema.model.options import Modality, SequenceTrainingOptions, check_heads
from recbole_tema.options import check_options, option


@dataclass(frozen=True)
class C2DSROptions:
    """C2DSR, with the values of its code for Food-Kitchen."""

    hidden_size: int = option(256, help="Width of item embeddings and states.", minimum=1)
    n_heads: int = option(1, help="Attention heads; a divisor of hidden_size.", minimum=1)
    n_layers: int = option(2, help="Attention blocks of each encoder.", minimum=1)
    n_graph_layers: int = option(1, help="Propagation steps over the graphs of transitions; 0: none.", minimum=0)
    dropout: float = option(
        0.2, help="Dropout of inputs, attention weights, feed-forward layers and propagation.", minimum=0, below=1
    )
    prediction_weight: float = option(
        0.7, help="Weight of the prediction losses; the infomax objective has the rest.", minimum=0, maximum=1
    )
    # Settings that an experiment shares between models may name more.
    modalities: tuple[Modality, ...] = option(("id",), help="Feature files that are read; C2DSR uses ids only.")

    def __post_init__(self) -> None:
        check_options(self)
        check_heads(self.hidden_size, self.n_heads)


@dataclass(frozen=True)
class C2DSRTrainingOptions(SequenceTrainingOptions):
    """Training of C2DSR: Adam without weight decay, and the softmax of all items of a domain."""

    loss_negatives: int = option(
        0, help="Uniform negatives per domain, shared by the targets of a batch; 0: all items.", minimum=0
    )
    train_batch_size: int = option(256, help="Sequences per batch.", minimum=1)
    weight_decay: float = option(0.0, help="Decoupled weight decay.", minimum=0)
    epochs: int = option(100, help="Maximum number of epochs.", minimum=1)
    stopping_step: int = option(20, help="Epochs without improvement before early stopping.", minimum=0)
