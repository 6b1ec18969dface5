"""The docs cannot drift: every field, command, option, policy, event type and package is documented, and no other."""

from __future__ import annotations

import doctest
import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
import typer.main

import export_docs
import readme_example
from reportedly import records
from reportedly.cli.app import app
from reportedly.cluster.columns import CLAIMS, CLUSTERS, CROWDED, FAILURES, INCIDENTS, READINGS, REPORTS
from reportedly.lexicon._load import load_csv
from reportedly.records import Record

ROOT = Path(__file__).resolve().parents[1]
CODEBOOK = (ROOT / "docs/codebook.md").read_text(encoding="utf-8")
INDEX = (ROOT / "docs/index.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
RECORDS = sorted(
    {r for r in vars(records).values() if isinstance(r, type) and issubclass(r, Record)} - {Record},
    key=lambda record: record.__name__,
)
GROUPS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
COMMANDS: dict[str, Any] = {
    " ".join((name, *more)): command
    for name, group in GROUPS.items()
    for more, command in ([((sub,), one) for sub, one in getattr(group, "commands", {}).items()] or [((), group)])
}


def section(page: str, heading: str) -> str:
    """The lines under a heading, up to the next one."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"no heading {heading!r}"
    return found.group(2)


def rows(text: str) -> dict[str, str]:
    """The rows of a section's tables by the name in their first cell."""
    found = re.findall(r"^\| `([^`|]+)`[^|]*\|(.*)\|$", text, re.MULTILINE)
    assert len(found) == len(dict(found)), "a row stands there twice"
    return dict(found)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_is_documented(record: type[Record]) -> None:
    documented = rows(section(CODEBOOK, record.__name__))
    assert list(documented) == list(record.model_fields)
    for name, field in record.model_fields.items():
        if get_origin(field.annotation) is Literal and name not in {"status", "field"}:
            assert [v for v in get_args(field.annotation) if f"`{v}`" not in documented[name]] == []


def test_no_record_is_invented() -> None:
    assert sorted(re.findall(r"^### (\w+)$", CODEBOOK, re.MULTILINE)) == [record.__name__ for record in RECORDS]


@pytest.mark.parametrize("kind", ["ClaimField", "Status", "Stance", "Mode", "SourceKind", "Anchor"])
def test_every_value_is_documented(kind: str) -> None:
    assert [value for value in get_args(getattr(records, kind)) if f"`{value}`" not in CODEBOOK] == []


def test_every_policy_is_documented() -> None:
    table = tomllib.loads((ROOT / "src/reportedly/lexicon/data/policies.toml").read_text(encoding="utf-8"))
    assert sorted(rows(section(CODEBOOK, "Policies"))) == sorted(policy["name"] for policy in table["policy"])


def test_every_event_type_is_documented() -> None:
    columns = ("name", "family", "kind", "acled_event", "acled_sub_event", "plover", "plover_mode", "ucdp")
    types = [row["name"] for row in load_csv("events.csv", columns)]
    assert sorted(re.findall(r"`([a-z ]+)`", section(CODEBOOK, "Event types").split("|", 1)[1])) == sorted(types)


def test_every_command_is_documented() -> None:
    assert sorted(re.findall(r"^### `reportedly ([a-z]+(?: [a-z]+)?)", INDEX, re.MULTILINE)) == sorted(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_is_documented(name: str) -> None:
    heading = re.search(rf"^### (`reportedly {name}\b.*)$", INDEX, re.MULTILINE)
    assert heading
    documented = re.findall(r"`(--?[a-z-]+)`", "".join(re.findall(r"^\| `.*?\|", section(INDEX, heading.group(1)), re.MULTILINE)))  # fmt: skip
    options = [
        o for p in COMMANDS[name].params if p.param_type_name == "option" for o in p.opts + p.secondary_opts
    ]
    assert sorted(documented) == sorted(set(options) - {"--help", "-h"})


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("read`: reports", REPORTS),
        ("read`: readings", READINGS),
        ("read`: claims", CLAIMS),
        ("read`: failures", FAILURES),
        ("link`: clusters", CLUSTERS),
        ("link`: crowded", CROWDED),
        ("weigh`: incidents", INCIDENTS),
    ],
)
def test_every_column_of_a_cluster_is_documented(name: str, columns: Any) -> None:
    page = (ROOT / "docs/cluster.md").read_text(encoding="utf-8")
    assert list(rows(section(page, f"`spark {name}"))) == columns.names


@pytest.mark.parametrize("block", ["formats", "choices", "columns"])
def test_every_export_format_and_column_is_documented(block: str) -> None:
    assert export_docs.shown(block) == export_docs.written(block), "run: python benchmarks/export_docs.py"


def test_the_readme_starts_with_the_two_commands() -> None:
    commands = re.findall(r"^    (\S.*)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [command.split("#")[0].strip() for command in commands[:2]] == ["make run", "make test"]


def test_the_readme_shows_what_the_demo_prints() -> None:
    assert readme_example.shown() == readme_example.printed(), "run: python benchmarks/readme_example.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_run(page: Path) -> None:
    parsed = doctest.DocTestParser().get_doctest(page.read_text(encoding="utf-8"), {}, page.name, str(page), 0)
    told: list[str] = []
    doctest.DocTestRunner(verbose=False).run(parsed, out=told.append)
    assert told == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def plain(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_package_at_run_time_is_in_the_notice() -> None:
    installed = {plain(d.name): d for d in metadata.distributions()}
    needed, waiting = set(), ["reportedly"]
    while waiting:
        name = waiting.pop()
        if name in installed and name not in needed:
            needed.add(name)
            own = name == "reportedly"  # its optional parts count too
            wants = [r for r in installed[name].requires or [] if own or "extra ==" not in r]
            waiting += [plain(re.match(r"[\w.-]+", r).group()) for r in wants]  # type: ignore[union-attr]
    notice = {plain(word) for word in re.findall(r"[\w.-]+\w", (ROOT / "NOTICE").read_text(encoding="utf-8"))}
    assert sorted(needed - notice) == []
