"""Settings of UniSRec; the defaults are its authors' for fine-tuning."""

from __future__ import annotations

from dataclasses import dataclass

from recbole_tema.model.options import LEARNERS, Modality, SASRecWOptions, SequenceTrainingOptions
from recbole_tema.options import option


@dataclass(frozen=True)
class UniSRecOptions(SASRecWOptions):
    """RecBole's SASRec with the width and dropout of UniSRec's code, and the adaptor of text vectors."""

    hidden_size: int = option(300, help="Width of item vectors and states.", minimum=1)
    attn_dropout_prob: float = option(0.5, help="Dropout of attention weights.", minimum=0, below=1)
    n_experts: int = option(8, help="Whitening experts of the adaptor.", minimum=1)
    adaptor_dropout_prob: float = option(
        0.2, help="Dropout of text vectors, drawn for each expert.", minimum=0, below=1
    )
    temperature: float = option(0.07, help="Divisor of the cosines in training.", above=0)
    modalities: tuple[Modality, ...] = option(
        ("id", "text"), help="With id, the transductive setting; without, the inductive one. Text is required."
    )


@dataclass(frozen=True)
class UniSRecTrainingOptions(SequenceTrainingOptions):
    """Training of UniSRec: RecBole's Adam without weight decay, and the softmax over all items."""

    loss_negatives: int = option(
        0, help="Uniform negatives of every domain, shared by the targets of a batch; 0: all items.", minimum=0
    )
    train_batch_size: int = option(128, help="Sequences per batch.", minimum=1)
    learner: str = option("adam", help="Optimizer, as RecBole names it.", choices=LEARNERS)
    weight_decay: float = option(0.0, help="Weight decay.", minimum=0)
    epochs: int = option(300, help="Maximum number of epochs.", minimum=1)
    stopping_step: int = option(10, help="Epochs without improvement before early stopping.", minimum=0)
