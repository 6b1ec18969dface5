"""The example in the README: the first record that `reportedly demo` prints.

python benchmarks/readme_example.py    # writes it into the README
"""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from reportedly.cli.app import app

README = Path(__file__).resolve().parents[1] / "README.md"
BLOCK = re.compile(r"(?<=<!-- example -->\n```\n).*?(?=```\n<!-- end -->)", re.DOTALL)


def printed() -> str:
    """The first record of the demo, without the comparison of policies under it."""
    output = CliRunner().invoke(app, ["demo"]).stdout
    records = re.split(r"^─+\n", output, flags=re.MULTILINE)
    record = records[1].split("The same accounts under each policy")[0]
    return "".join(line.rstrip() + "\n" for line in record.strip().splitlines())


def shown() -> str:
    """The record that the README shows."""
    found = BLOCK.search(README.read_text(encoding="utf-8"))
    return found.group() if found else ""


if __name__ == "__main__":
    README.write_text(BLOCK.sub(lambda _: printed(), README.read_text(encoding="utf-8")), encoding="utf-8")
