"""Any ONNX model, by name (fetched from a hub) or from a local folder (https://github.com/qdrant/fastembed)."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy
from fastembed import TextEmbedding
from fastembed.common.model_description import ModelSource, PoolingType
from onnxruntime.capi.onnxruntime_inference_collection import InferenceSession

from encoders.encoder import EncoderUnavailableError, Vector

MODEL_FILE = "model.onnx"
TOKENIZER_FILES = ("tokenizer.json", "tokenizer_config.json")
DESCRIPTION = "encoder.json"  # optional: {"languages": ["en"]}
BATCH = 32
THREADS = 1  # a text is short; more processes answer more people


class FastEmbedEncoder:
    """An ONNX model behind fastembed."""

    def __init__(self, model: TextEmbedding, identity: str, languages: Iterable[str] | None = None) -> None:
        self.identity = identity
        self.dimensions = int(model.embedding_size)
        self.languages = None if languages is None else frozenset(languages)
        self._model = model

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        """Return a unit vector for each text."""
        return units(self._model.passage_embed(texts, batch_size=BATCH))

    def query(self, text: str) -> Vector:
        """Return the text's unit vector."""
        return units(self._model.query_embed(text))[0]


def load(model: str) -> FastEmbedEncoder:
    """Load a model by name or folder. Raises ``EncoderUnavailableError``."""
    if Path(model).is_dir():
        return load_folder(Path(model))
    if "/" not in model or model.startswith(("/", ".", "~")):
        raise EncoderUnavailableError(
            f"{model}: neither a folder with {MODEL_FILE} nor the name of a model, such as BAAI/bge-small-en-v1.5."
        )
    try:
        return FastEmbedEncoder(TextEmbedding(model, threads=THREADS), model)
    except Exception as error:  # the hub's clients have no common class for "not reachable" and "not known"
        raise EncoderUnavailableError(f"fastembed could not load {model}: {error}") from error


def load_folder(folder: Path) -> FastEmbedEncoder:
    """Load ``model.onnx`` (its words' mean is the text's vector) and its tokenizer from a folder."""
    missing = [name for name in (MODEL_FILE, *TOKENIZER_FILES) if not (folder / name).is_file()]
    if missing:
        raise EncoderUnavailableError(f"{folder}: {', '.join(missing)} not found there.")
    described = folder / DESCRIPTION
    languages = json.loads(described.read_text(encoding="utf-8"))["languages"] if described.is_file() else None
    weights = hashlib.sha256((folder / MODEL_FILE).read_bytes()).hexdigest()[:12]
    identity = f"{folder.name}-{weights}"
    register(identity, folder / MODEL_FILE)
    return FastEmbedEncoder(
        TextEmbedding(identity, specific_model_path=str(folder), threads=THREADS), identity, languages
    )


def register(name: str, weights: Path) -> None:
    """Tell fastembed of a model that it does not know."""
    if name in {known["model"] for known in TextEmbedding.list_supported_models()}:
        return
    length = InferenceSession(weights).get_outputs()[0].shape[-1]
    if not isinstance(length, int):
        raise EncoderUnavailableError(f"{weights}: the model does not say how long its vectors are.")
    TextEmbedding.add_custom_model(
        name,
        pooling=PoolingType.MEAN,
        normalization=True,
        sources=ModelSource(hf=name),
        dim=length,
        model_file=MODEL_FILE,
    )


def units(vectors: Iterable[object]) -> list[Vector]:
    """Return the vectors at length one."""
    found = numpy.asarray(list(vectors), dtype=numpy.float32)
    lengths = numpy.linalg.norm(found, axis=1, keepdims=True)
    return list(found / numpy.maximum(lengths, 1e-12))
