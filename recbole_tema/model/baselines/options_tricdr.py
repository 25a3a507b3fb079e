"""Settings of Tri-CDR; the defaults are its authors'."""

from __future__ import annotations

from dataclasses import dataclass

from recbole_tema.model.options import LEARNERS, Modality, SequenceTrainingOptions, check_heads
from recbole_tema.options import check_options, option


@dataclass(frozen=True)
class TriCDROptions:
    """Tri-CDR, with the values of its code for Amazon Toys as the target."""

    hidden_size: int = option(64, help="Width of item embeddings and states.", minimum=1)
    n_layers: int = option(2, help="Attention blocks of the encoder of each sequence.", minimum=1)
    n_heads: int = option(1, help="Attention heads; a divisor of hidden_size.", minimum=1)
    dropout: float = option(0.2, help="Dropout of inputs, attention and feed-forward networks.", minimum=0, below=1)
    cosine_scale: float = option(5.0, help="Factor of the cosine of state and item.", above=0)
    similarity_weight: float = option(
        0.1, help="Weight of the coarse-grained contrastive loss (CSM); 0: none.", minimum=0
    )
    contrastive_temperature: float = option(0.1, help="Divisor of the cosines of that loss.", above=0)
    distinction_weight: float = option(
        10.0, help="Weight of the fine-grained contrastive loss (FDM); 0: none.", minimum=0
    )
    distinction_margin: float = option(4.0, help="Margin of that loss.", minimum=0)
    # Settings that an experiment shares between models may name more.
    modalities: tuple[Modality, ...] = option(("id",), help="Feature files that are read; Tri-CDR uses ids only.")

    def __post_init__(self) -> None:
        check_options(self)
        check_heads(self.hidden_size, self.n_heads)


@dataclass(frozen=True)
class TriCDRTrainingOptions(SequenceTrainingOptions):
    """Training of Tri-CDR: binary cross-entropy of each target and one negative."""

    loss_negatives: int = option(1, help="Uniform negatives of the target's domain, drawn for each target.", minimum=1)
    train_batch_size: int = option(120, help="Sequences per batch.", minimum=1)
    learner: str = option("adam", help="Optimizer, as RecBole names it.", choices=LEARNERS)
    weight_decay: float = option(0.0, help="L2 penalty of the optimizer.", minimum=0)
    epochs: int = option(1000, help="Maximum number of epochs.", minimum=1)
    stopping_step: int = option(10, help="Epochs without improvement before early stopping.", minimum=0)
