"""Data files are read loudly: what is missing is named."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from reportedly.lexicon import _load
from reportedly.lexicon._load import LexiconError, load_csv, load_toml


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the package's own data."""
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(_load.resources, "files", lambda _: tmp_path)
    return tmp_path / "data"


TOML = [
    ("[about]\nversion = '1'\nsource = 's'\ndate = '2026'\n", None),
    ("[about]\nversion = '1'\n", "does not state source, date"),
    ("a = 1\n", "does not state version, source, date"),
    ("a = \n", "words.toml"),
]


@pytest.mark.parametrize(("text", "message"), TOML)
def test_load_toml(data: Path, text: str, message: str | None) -> None:
    (data / "words.toml").write_text(text, encoding="utf-8")
    if message is None:
        assert load_toml("words.toml")["about"]["version"] == "1"
    else:
        with pytest.raises(LexiconError, match=message):
            load_toml("words.toml")


CSV = [
    ("a,b\n1,2\n", None),
    ("a,c\n1,2\n", "columns are"),
    ("a,b\n1\n", r"words.csv:2: not 2 columns"),
    ("a,b\n1,2,3\n", r"words.csv:2: not 2 columns"),
]


@pytest.mark.parametrize(("text", "message"), CSV)
def test_load_csv(data: Path, text: str, message: str | None) -> None:
    (data / "words.csv").write_text(text, encoding="utf-8")
    if message is None:
        assert load_csv("words.csv", ("a", "b")) == [{"a": "1", "b": "2"}]
    else:
        with pytest.raises(LexiconError, match=message):
            load_csv("words.csv", ("a", "b"))


TOMLS = [
    f.name for f in resources.files("reportedly.lexicon").joinpath("data").iterdir() if f.name.endswith(".toml")
]


@pytest.mark.parametrize("name", sorted(TOMLS))
def test_every_list_states_version_source_and_date(name: str) -> None:
    assert load_toml(name)["about"]
