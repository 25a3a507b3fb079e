"""Protocols of encoders, and helpers that the families of encoders share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import torch

from recbole_tema.errors import BackendError, MissingExtraError, first_line_of
from recbole_tema.files.model_folder import check_no_code

if TYPE_CHECKING:
    from PIL import Image

# Pickles can run code of their author when they are loaded.
PICKLE_SUFFIXES = frozenset([".bin", ".ckpt", ".pickle", ".pkl", ".pt", ".pth"])
BICUBIC = 3  # Pillow's constant
_CONTROL_CHARACTERS = dict.fromkeys(code for code in (*range(32), 127) if not chr(code).isspace())
CONVERT_REMEDY = (
    "If you trust it, convert it: safetensors.torch.save_file(torch.load(FILE, weights_only=True), 'x.safetensors')."
)


class Encoder(Protocol):
    """A frozen encoder.

    Attributes
    ----------
    name : str
        Display name.
    dim : int
        Length of a vector.
    """

    name: str
    dim: int

    def describe(self) -> dict[str, Any]:
        """Record of the encoder: ``name``, ``family``, ``weights_sha256`` and whatever else determines its vectors."""


class TextEncoder(Encoder, Protocol):
    """A frozen encoder of texts."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Encode one batch of texts; any text is valid, including the empty one.

        Parameters
        ----------
        texts : sequence of str

        Returns
        -------
        array of float32, shape (n_texts, dim)
            Not normalized.

        Raises
        ------
        BackendError
            If the encoder fails, for example because memory is exhausted.
        """

    def is_truncated(self, texts: Sequence[str]) -> np.ndarray:
        """Whether each text is longer than the encoder reads, array of bool, shape (n_texts,)."""


class ImageEncoder(Encoder, Protocol):
    """A frozen encoder of images.

    Attributes
    ----------
    preprocess : callable
        Converts an RGB image to a float32 tensor of a fixed shape (3, height, width). It is picklable and holds no
        weights, so that worker processes can use it.
    """

    preprocess: Callable[[Image.Image], torch.Tensor]

    def encode(self, batch: torch.Tensor) -> np.ndarray:
        """Encode one batch of preprocessed images.

        Parameters
        ----------
        batch : Tensor of float32, shape (n_images, 3, height, width)

        Returns
        -------
        array of float32, shape (n_images, dim)
            Not normalized.

        Raises
        ------
        BackendError
            If the encoder fails, for example because memory is exhausted.
        """


@dataclass(frozen=True)
class ImagePreprocessor:
    """Resize, center-crop and normalize, as for CLIP and ImageNet models.

    Sizes are rounded as in torchvision, which CLIP was trained with; the image processors of transformers may crop one
    pixel off.

    Parameters
    ----------
    size : tuple of int
        Height and width after resizing; with ``keep_ratio``, the first is the length of the shorter side.
    mean, std : tuple of float
        Of the three channels.
    keep_ratio : bool
        Whether to keep the aspect ratio.
    crop : tuple of int, optional
        Height and width of the center crop.
    resample : int
        Pillow's constant of the resampling filter.
    rescale : float
        Factor of the byte values.
    """

    size: tuple[int, int]
    mean: tuple[float, ...]
    std: tuple[float, ...]
    keep_ratio: bool = True
    crop: tuple[int, int] | None = None
    resample: int = BICUBIC
    rescale: float = 1 / 255

    def __call__(self, image: Image.Image) -> torch.Tensor:
        """Preprocess an RGB image to a float32 tensor of shape (3, height, width)."""
        from PIL.Image import Resampling

        height, width = self.size
        if self.keep_ratio:
            short, long = min(image.size), max(image.size)
            longer = int(self.size[0] * long / short)
            width, height = (self.size[0], longer) if image.width <= image.height else (longer, self.size[0])
        if (width, height) != image.size:
            image = image.resize((width, height), Resampling(self.resample))
        if self.crop is not None:
            top, left = (round((whole - part) / 2) for whole, part in zip((height, width), self.crop))
            image = image.crop((left, top, left + self.crop[1], top + self.crop[0]))
        # Transposed as bytes, which is cheap, and normalized in place.
        pixels = np.ascontiguousarray(np.asarray(image).transpose(2, 0, 1)).astype(np.float32)
        pixels *= np.float32(self.rescale)
        pixels -= np.asarray(self.mean, np.float32)[:, None, None]
        pixels /= np.asarray(self.std, np.float32)[:, None, None]
        return torch.from_numpy(pixels)


class InferenceDevice:
    """Device of an encoder: a GPU in bfloat16 or the CPU in float32; images in channels-last format."""

    def __init__(self) -> None:
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.on_gpu = self.device.type == "cuda"
        self.dtype = "bfloat16" if self.on_gpu else "float32"

    def move_model(self, model: Any) -> Any:
        """Move a model to the device, frozen and in evaluation mode."""
        return model.eval().requires_grad_(False).to(self.device, memory_format=torch.channels_last)

    def move_images(self, batch: torch.Tensor) -> torch.Tensor:
        """Move images of shape (n_images, 3, height, width) to the device, asynchronously from pinned memory."""
        return batch.to(self.device, non_blocking=True, memory_format=torch.channels_last)

    @contextmanager
    def inference(self) -> Iterator[None]:
        """Context of inference in the device's data type; failures are raised as ``BackendError``."""
        try:
            with torch.inference_mode(), torch.autocast(self.device.type, torch.bfloat16, enabled=self.on_gpu):
                yield
        except torch.cuda.OutOfMemoryError:
            raise BackendError("The GPU memory is exhausted.", remedy="Use a smaller batch size.") from None
        except RuntimeError as error:
            raise BackendError(f"The encoder failed ({first_line_of(error)}).") from error


def to_numpy(features: torch.Tensor) -> np.ndarray:
    """Convert a tensor to a float32 array of the same shape."""
    return np.asarray(features.float().cpu().numpy())


def import_optional(module: str, *names: str, package: str, extra: str) -> tuple[Any, ...]:
    """Import names from an optional package.

    Parameters
    ----------
    module : str
        Module to import.
    *names : str
        Attributes of the module to return.
    package, extra : str
        Name of the package, and the extra of ``recbole-tema`` that installs it.

    Raises
    ------
    MissingExtraError
        If the package is not installed.
    BackendError
        If it is installed but cannot be imported.
    """
    if find_spec(module) is None:
        raise MissingExtraError(package, extra)
    try:
        imported = import_module(module)
        return tuple(getattr(imported, name) for name in names)
    except Exception as error:  # torchvision's RuntimeError, transformers' late ImportError and AttributeError
        raise BackendError(
            f"{package} is installed but cannot be imported ({first_line_of(error)}).",
            remedy="Often torchvision was built for another torch: install matching versions from one source.",
        ) from error


def parameters_sha256(model: Any) -> str:
    """``parameters:`` and the SHA-256 over all weights by name, for models whose weights are not a single file."""
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        flat = tensor.detach().cpu().contiguous().reshape(-1)
        digest.update(f"{name} {tuple(tensor.shape)} {tensor.dtype}\n".encode())
        digest.update(flat.view(torch.uint8).numpy().tobytes())
    return f"parameters:{digest.hexdigest()}"


def check_model_folder(folder: Path) -> None:
    """Check that a model folder has its weights as safetensors and brings no Python code.

    Raises
    ------
    BackendError
        If weights exist only as a pickle, or see :func:`recbole_tema.files.model_folder.check_no_code`.
    """
    check_no_code(folder)
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in PICKLE_SUFFIXES and path.is_file() and not any(path.parent.glob("*.safetensors")):
            raise BackendError("is a pickle, which may run code.", path=path, remedy=CONVERT_REMEDY)


def sanitize(text: str) -> str:
    """Remove unpaired surrogates, which no tokenizer accepts, and control characters from a text."""
    return text.encode("utf-8", "replace").decode().translate(_CONTROL_CHARACTERS)
