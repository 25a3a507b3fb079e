"""What feature extraction needs of an encoder, and what the families of encoders share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Optional, Protocol

import numpy as np
import torch

from recbole_tema.errors import BackendError, MissingExtraError, first_line_of

if TYPE_CHECKING:
    from PIL import Image

# Loading one of these can run any code that its author put in.
PICKLES = frozenset([".bin", ".ckpt", ".pickle", ".pkl", ".pt", ".pth"])
BICUBIC = 3  # Pillow's number
_CONTROLS = dict.fromkeys(code for code in (*range(32), 127) if not chr(code).isspace())
HOW_TO_CONVERT = (
    "Convert it where you trust it: safetensors.torch.save_file(torch.load(FILE, weights_only=True), 'x.safetensors')."
)


class Encoder(Protocol):
    """A frozen encoder.

    Attributes
    ----------
    name : str
        What the encoder is called, for people.
    dim : int
        Width of a vector.
    """

    name: str
    dim: int

    def describe(self) -> dict[str, Any]:
        """The encoder for the record: ``name``, ``family``, ``weights_sha256`` and what else decides its vectors."""


class TextEncoder(Encoder, Protocol):
    """A frozen encoder of texts."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Encode one batch of texts; any text will do, the empty one too.

        Parameters
        ----------
        texts : sequence of str

        Returns
        -------
        array of float32, shape (n_texts, dim)
            Not normalised here.

        Raises
        ------
        BackendError
            If the encoder fails, such as for want of memory.
        """

    def cut(self, texts: Sequence[str]) -> np.ndarray:
        """Which texts are longer than the encoder reads, array of bool, shape (n_texts,)."""


class ImageEncoder(Encoder, Protocol):
    """A frozen encoder of pictures.

    Attributes
    ----------
    prepare : callable
        Makes a float32 tensor of shape (3, height, width), the same shape every time, of an RGB picture. It is
        apart from the encoder and picklable, so that worker processes can have it without the weights.
    """

    prepare: Callable[[Image.Image], torch.Tensor]

    def encode(self, batch: torch.Tensor) -> np.ndarray:
        """Encode one batch of prepared pictures.

        Parameters
        ----------
        batch : Tensor of float32, shape (n_images, 3, height, width)

        Returns
        -------
        array of float32, shape (n_images, dim)
            Not normalised here.

        Raises
        ------
        BackendError
            If the encoder fails, such as for want of memory.
        """


@dataclass(frozen=True)
class Preparation:
    """Resize, crop the centre, and normalise, as CLIP and ImageNet's models do.

    Sizes are rounded as torchvision rounds them, which CLIP was trained with; the image processors of transformers
    crop up to one pixel elsewhere.

    Parameters
    ----------
    size : tuple of int
        Height and width after resizing; with ``keep_ratio``, the first is that of the shorter side.
    mean, std : tuple of float
        Of the three channels.
    keep_ratio : bool
        Whether the picture keeps its shape; else it is squashed to ``size``.
    crop : tuple of int, optional
        Height and width that are cut from the centre.
    resample : int
        Pillow's number of a filter.
    rescale : float
        What the bytes are multiplied by.
    """

    size: tuple[int, int]
    mean: tuple[float, ...]
    std: tuple[float, ...]
    keep_ratio: bool = True
    crop: Optional[tuple[int, int]] = None
    resample: int = BICUBIC
    rescale: float = 1 / 255

    def __call__(self, image: Image.Image) -> torch.Tensor:
        """Tensor of float32, shape (3, height, width), of an RGB picture."""
        from PIL.Image import Resampling

        height, width = self.size
        if self.keep_ratio:
            short, long = min(image.size), max(image.size)
            far = int(self.size[0] * long / short)
            width, height = (self.size[0], far) if image.width <= image.height else (far, self.size[0])
        if (width, height) != image.size:
            image = image.resize((width, height), Resampling(self.resample))
        if self.crop is not None:
            top, left = (round((whole - part) / 2) for whole, part in zip((height, width), self.crop))
            image = image.crop((left, top, left + self.crop[1], top + self.crop[0]))
        # Turned as bytes, where that is cheap, and normalised in place.
        pixels = np.ascontiguousarray(np.asarray(image).transpose(2, 0, 1)).astype(np.float32)
        pixels *= np.float32(self.rescale)
        pixels -= np.asarray(self.mean, np.float32)[:, None, None]
        pixels /= np.asarray(self.std, np.float32)[:, None, None]
        return torch.from_numpy(pixels)


class Runner:
    """Where an encoder runs, and how: a GPU in bfloat16, or the processor in float32; pictures with channels last.

    Parameters
    ----------
    device : str, optional
        A GPU if there is one, else the processor.
    """

    def __init__(self, device: Optional[str] = None) -> None:
        self.device = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
        self.on_gpu = self.device.type == "cuda"
        self.dtype = "bfloat16" if self.on_gpu else "float32"

    def place(self, model: Any) -> Any:
        """The model where it is to run, for inference only."""
        return model.eval().requires_grad_(False).to(self.device, memory_format=torch.channels_last)

    def images(self, batch: torch.Tensor) -> torch.Tensor:
        """The batch where the model is, shape (n_images, 3, height, width)."""
        # To a GPU, under way while the processor goes on, where the batch lies in pinned memory.
        return batch.to(self.device, non_blocking=True, memory_format=torch.channels_last)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Inference as set here; whatever goes wrong is a ``BackendError``."""
        try:
            with torch.inference_mode(), torch.autocast(self.device.type, torch.bfloat16, enabled=self.on_gpu):
                yield
        except torch.cuda.OutOfMemoryError:
            raise BackendError("the GPU's memory is full.", remedy="Choose a smaller batch.") from None
        except RuntimeError as error:
            raise BackendError(f"the encoder failed: {first_line_of(error)}") from error


def as_array(features: torch.Tensor) -> np.ndarray:
    """Array of float32 of the same shape."""
    return np.asarray(features.float().cpu().numpy())


def need(module: str, *names: str, package: str, extra: str) -> tuple[Any, ...]:
    """Parts of an optional package.

    Parameters
    ----------
    module : str
        What is imported.
    *names : str
        What is taken of it.
    package, extra : str
        What a user installs, and the extra of ours that does it.

    Raises
    ------
    MissingExtraError
        If the package is not installed.
    BackendError
        If it is installed and cannot be imported.
    """
    if find_spec(module) is None:
        raise MissingExtraError(package, extra)
    try:
        imported = import_module(module)
        return tuple(getattr(imported, name) for name in names)
    except Exception as error:  # torchvision's RuntimeError, transformers' late ImportError and AttributeError
        raise BackendError(
            f"{package} is installed and cannot be imported ({first_line_of(error)}).",
            remedy="Often torchvision was built for another torch: install both from one source, at versions that fit.",
        ) from error


def parameters_sha256(model: Any) -> str:
    """``parameters:`` and the SHA-256 of all weights by name, where no single file holds them."""
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        flat = tensor.detach().cpu().contiguous().reshape(-1)
        digest.update(f"{name} {tuple(tensor.shape)} {tensor.dtype}\n".encode())
        digest.update(flat.view(torch.uint8).numpy().tobytes())
    return f"parameters:{digest.hexdigest()}"


def refuse_pickles(folder: Path) -> None:
    """A folder's weights must be safetensors.

    Raises
    ------
    BackendError
        If some of them are a pickle only.
    """
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in PICKLES and path.is_file() and not any(path.parent.glob("*.safetensors")):
            raise BackendError("is a pickle, which may run code.", path=path, remedy=HOW_TO_CONVERT)


def encodable(text: str) -> str:
    """The text without halves of characters, which JSON can hold and no tokenizer takes, and without control codes."""
    return text.encode("utf-8", "replace").decode().translate(_CONTROLS)


def known(values: Mapping[str, Any], name: str, default: Any) -> Any:
    """``values[name]``; the default where it is missing or null."""
    value = values.get(name)
    return default if value is None else value
