"""Settings of the models of this package: the table behind their validation, YAML files and `recbole-tema config`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recbole_tema.errors import ConfigError
from recbole_tema.options import check_options, option

LEARNERS = ("adam", "adamw", "sgd", "adagrad", "rmsprop", "sparse_adam")
Modality = Literal["id", "tag", "text", "image"]


@dataclass(frozen=True)
class SequenceTrainingOptions:
    """Training on whole sequences, the same for every model that does."""

    MAX_ITEM_LIST_LENGTH: int = option(50, help="Maximum number of inputs of a sequence.", minimum=1)
    loss_type: Literal["CE"] = option("CE", help="Loss.")
    loss_negatives: int = option(
        2000, help="Uniform negatives per domain, shared by the targets of a batch; 0: all items (ours).", minimum=0
    )
    train_batch_size: int = option(32, help="Sequences per batch.", minimum=1)
    learner: str = option("adamw", help="Optimizer, as RecBole names it.", choices=LEARNERS)
    learning_rate: float = option(0.001, help="Learning rate.", above=0)
    weight_decay: float = option(0.1, help="Decoupled weight decay.", minimum=0)
    weight_average: float = option(
        0.0,
        help="Decay of an exponential moving average of the weights, which is validated and kept; 0: none.",
        minimum=0,
        below=1,
    )
    epochs: int = option(60, help="Maximum number of epochs.", minimum=1)
    stopping_step: int = option(6, help="Epochs without improvement before early stopping.", minimum=0)

    def __post_init__(self) -> None:
        check_options(self)


@dataclass(frozen=True)
class DistilledTrainingOptions(SequenceTrainingOptions):
    """The same with a spectral start, teachers and averaged weights, whose flatter curve needs more patience."""

    id_start: Literal["spectral", "random"] = option(
        "spectral",
        help="Id embeddings start from principal components of the interactions (ours, after LEPORID), or at random.",
    )
    teachers: int = option(
        3,
        help="Networks that are trained first; the model learns from their mean prediction (ours, after "
        "distillation of ensembles); 0: none.",
        minimum=0,
    )
    weight_average: float = option(
        0.995,
        help="Decay of an exponential moving average of the weights, which is validated and kept; 0: none.",
        minimum=0,
        below=1,
    )
    stopping_step: int = option(10, help="Epochs without improvement before early stopping.", minimum=0)


@dataclass(frozen=True)
class TEMAOptions:
    """Every part of TEMA is a key, so that each can be ablated. Stages are those of the method."""

    hidden_size: int = option(128, help="Width of item vectors and user states.", minimum=1)
    n_heads: int = option(2, help="Attention heads; a divisor of hidden_size.", minimum=1)
    n_intra_layers: int = option(1, help="Blocks of the intra-domain view (stage 4); 0 removes it.", minimum=0)
    n_inter_layers: int = option(1, help="Blocks of the inter-domain view (stage 4); 0 removes it.", minimum=0)
    dropout: float = option(0.4, help="Dropout of inputs, attention weights and residual branches.", minimum=0, below=1)
    modalities: tuple[Modality, ...] = option(("id", "text"), help="What represents an item (stage 3).")
    tag_weights: Literal["score", "binary"] = option("score", help="Weights of the multi-hot tags (stage 2).")
    id_shrinkage: float = option(
        5,
        help="An id embedding is scaled by n / (n + id_shrinkage), n its training interactions (ours); 0: by 1.",
        minimum=0,
    )
    whitening: float = option(
        0.5, help="Power of the whitening of frozen vectors and of tags (ours); 0: none, 1: full.", minimum=0
    )
    content_similarity: Literal["learned", "none"] = option(
        "learned", help="Cosine of an item's features with those of the history, added to the score (ours)."
    )
    neighbours: int = option(
        16,
        help="Item-item kNN by text and image, or by co-occurrence without these: neighbours of seen items get a bonus "
        "(ours); 0: none.",
        minimum=0,
    )
    neighbour_weight: float = option(0.2, help="Weight of that bonus, times the cosine.", minimum=0)
    ensemble: int = option(1, help="Networks trained side by side; their mean cosine scores (ours).", minimum=1)
    fusion: Literal["early", "late"] = option(
        "early", help="One encoder over the summed modalities, or one per modality (stage 3)."
    )
    combine: Literal["joint", "sum"] = option(
        "joint", help="One learned state, or P_target + l1 P_other + l2 P_merged of the predecessors (stage 4)."
    )
    calendar: Literal["month", "none"] = option(
        "month", help="An embedding of the month of each past interaction (ours)."
    )
    repeat_bias: Literal["learned", "none"] = option(
        "learned", help="Repeat-consumption bias per domain, for items of the history (ours)."
    )

    def __post_init__(self) -> None:
        check_options(self)
        check_heads(self.hidden_size, self.n_heads)


@dataclass(frozen=True)
class SASRecWOptions:
    """RecBole's SASRec with its own keys."""

    n_layers: int = option(2, help="Attention blocks.", minimum=1)
    n_heads: int = option(2, help="Attention heads; a divisor of hidden_size.", minimum=1)
    hidden_size: int = option(128, help="Width of item embeddings and states.", minimum=1)
    inner_size: int = option(256, help="Width of the feed-forward layers.", minimum=1)
    hidden_dropout_prob: float = option(0.5, help="Dropout of embeddings and feed-forward layers.", minimum=0, below=1)
    attn_dropout_prob: float = option(0.3, help="Dropout of attention weights.", minimum=0, below=1)
    hidden_act: Literal["gelu", "relu", "swish", "tanh", "sigmoid"] = option("gelu", help="Activation.")
    layer_norm_eps: float = option(1e-12, help="Epsilon of layer normalization.", minimum=0)
    initializer_range: float = option(0.02, help="Standard deviation of initial weights.", minimum=0)
    # Settings that an experiment shares between models may name more.
    modalities: tuple[Modality, ...] = option(("id",), help="Feature files that are read; SASRec uses ids only.")

    def __post_init__(self) -> None:
        check_options(self)
        check_heads(self.hidden_size, self.n_heads)


def check_heads(hidden_size: int, n_heads: int) -> None:
    """Check that heads share the width evenly.

    Raises
    ------
    ConfigError
        If they do not.
    """
    if hidden_size % n_heads:
        raise ConfigError(
            f"hidden_size ({hidden_size}) must be divisible by n_heads ({n_heads}).",
            remedy="Change one of them.",
        )
