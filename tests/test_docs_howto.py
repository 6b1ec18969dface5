"""The how-to pages: their commands and options exist, and their R runs."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from exported import made, sample_record
from test_docs import COMMANDS, ROOT

PAGES = sorted((ROOT / "docs").glob("howto-*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_and_options_of_the_page_exist(page: Path) -> None:
    lines = re.findall(r"^    reportedly (\w+)(.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert lines
    for name, rest in lines:
        options = {o for p in COMMANDS[name].params for o in (*p.opts, *p.secondary_opts)}
        assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= options, name


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed (apt install r-base-core)")
def test_the_r_of_the_page_runs(tmp_path: Path) -> None:
    [code] = re.findall(
        r"```r\n(.*?)```", (ROOT / "docs/howto-research.md").read_text(encoding="utf-8"), re.DOTALL
    )
    made(sample_record(), "csv").save(tmp_path / "record.csv")
    words = ["Rscript", "--vanilla", "-e", f"options(warn = 2)\n{code}"]
    told = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path)
    assert (told.stdout.strip(), told.stderr) == ("[1] TRUE", "")
