"""The command line: what it prints, where it says what failed, and that it is quick to answer."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reportedly.cli.app import app
from reportedly.cli.output import counted
from reportedly.intake import IntakeOptions, take_in
from reportedly.records import Reading, Report, Weighed
from reportedly.samples import sample_files

ONE = """Four fighters killed in raid

HOMS, June 28 (Reuters) - At least four fighters were killed in an air strike near Homs on Monday, the army said.

The Syrian Observatory said that seven people had been killed in the strike.
"""
TWO = "Nine people were wounded when a bomb went off in Hama on Monday, June 28, police said."


def run(*words: object, code: int = 0, data: str | None = None) -> Result:
    """A command that must end with this status."""
    result = CliRunner().invoke(app, [str(w) for w in words], input=data, env={"COLUMNS": "100"})
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(ONE)
    (tmp_path / "two.jsonl").write_text(json.dumps({"id": "two", "text": TWO, "outlet": "Daily Test"}) + "\n")
    return tmp_path


def test_read_prints_one_reading_a_line(folder: Path) -> None:
    lines = run("read", folder, "--format", "jsonl", "--published", "2021-06-29").stdout.splitlines()
    first, second = map(Reading.from_json, lines)
    assert first.report.title == "Four fighters killed in raid"
    assert first.report.published == "2021-06-29"
    assert second.report.text == TWO


def test_read_prints_one_array(folder: Path) -> None:
    assert [r["report"]["outlet"] for r in json.loads(run("read", folder, "--format", "json").stdout)] == [
        None,
        "Daily Test",
    ]


def test_read_prints_an_empty_array(tmp_path: Path) -> None:
    assert json.loads(run("read", tmp_path / "none.txt", "--format", "json", code=1).stdout) == []


def test_read_shows_claims_with_source_and_words(folder: Path) -> None:
    shown = run("read", folder / "one.txt", "--outlet", "Daily Test", "--published", "2021-06-29").stdout
    assert "Four fighters killed in raid" in shown
    assert "Daily Test · 29 June 2021" in shown
    assert "7" in shown
    assert "seven people" in shown
    assert "Syrian Observatory" in shown


def test_read_verbose_shows_who_says_what(folder: Path) -> None:
    result = run("read", folder / "one.txt", "-v")
    assert "Who says what" in result.stdout
    assert "1 read, 0 failed" in result.stderr


def test_read_says_where_nothing_is_claimed() -> None:
    shown = run("read", "-", data="The parliament met on Monday to discuss the price of bread in the town.").stdout
    assert "No claim about violence was found in this report." in shown


def test_weigh_prints_one_object(folder: Path) -> None:
    weighed = Weighed.from_json(run("weigh", folder, "--format", "json", "--published", "2021-06-29").stdout)
    assert len(weighed.readings) == 2
    assert weighed.incidents


def test_weigh_prints_one_incident_a_line(folder: Path) -> None:
    lines = run("weigh", folder, "--format", "jsonl").stdout.splitlines()
    assert all(json.loads(line)["id"].startswith("incident") for line in lines)


def test_weigh_shows_accounts_disputes_and_reasons(folder: Path) -> None:
    shown = run("weigh", folder / "one.txt", "--outlet", "Daily Test", "--published", "2021-06-29").stdout
    assert "AIR STRIKE" in shown
    assert "killed" in shown
    assert "army" in shown
    assert "7" in shown
    assert "“…seven people had been killed in" in shown
    assert "why" in shown
    assert "Policy: range 1.1." in shown
    assert "claim-" not in shown, "claims are cited by their numbers"


@pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
def test_weigh_fits_the_width(folder: Path, width: int) -> None:
    arguments = ["weigh", str(folder), "--published", "2021-06-29"]
    shown = CliRunner().invoke(app, arguments, env={"COLUMNS": str(width)}).stdout
    assert max(map(len, shown.splitlines())) <= width


def test_weigh_says_when_nothing_happened() -> None:
    shown = run(
        "weigh", "-", data="The parliament met on Monday to discuss the price of bread in the town."
    ).stdout
    assert "No incident was found in this report." in shown


@pytest.mark.parametrize("policy", ["range", "majority", "most-recent", "hierarchy"])
def test_policies(folder: Path, policy: str) -> None:
    incidents = json.loads(run("weigh", folder, "--format", "json", "--policy", policy).stdout)["incidents"]
    assert {e["policy"].split()[0] for i in incidents for e in i["estimates"]} == {policy}


def test_a_policy_of_ones_own(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('name = "mine"\nversion = "1"\nabout = "The highest."\nbest = "highest"\n')
    incidents = json.loads(run("weigh", folder, "--format", "json", "--policy", mine).stdout)["incidents"]
    assert {e["policy"] for i in incidents for e in i["estimates"]} == {"mine 1"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["weigh", "FILE", "--policy", "loudest"], "--policy: no policy is called 'loudest'; there are"),
        (
            ["weigh", "FILE", "--policy", "none.toml"],
            "none.toml: cannot be read (No such file or directory); give a",
        ),
        (["weigh", "FILE", "--policy", "FILE.toml"], "--policy: wrong.toml:"),
        (
            ["read", "FILE", "--model", "xx_no_model"],
            "--model: no spaCy pipeline xx_no_model is installed; install it",
        ),
        (
            ["read", "FILE", "--out", "no/such/folder/x"],
            "no/such/folder/x: cannot be written (No such file or directory)",
        ),
        (["read", "FILE", "--published", "yesterday"], "'yesterday' is no date; write it like 2021-06-29"),
        (["read", "FILE", "--format", "xml"], "'xml' is not one of"),
        (["read"], "Missing argument"),
    ],
)
def test_a_wrong_command_is_refused_before_anything_is_read(
    folder: Path, arguments: list[str], message: str
) -> None:
    (folder / "wrong.toml").write_text("name = ")
    places = {"FILE": folder / "one.txt", "FILE.toml": folder / "wrong.toml"}
    result = run(*(places.get(word, word) for word in arguments), code=2)
    assert message in " ".join(result.stderr.replace("│", " ").split())
    assert "Traceback" not in result.output


def test_failures_are_said_and_counted_and_the_rest_is_read(folder: Path) -> None:
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    (folder / "empty.txt").write_text("")
    (folder / "lines.jsonl").write_text(
        "".join('{"text": "' + TWO.replace("Nine", str(n)) + '"}\n' for n in range(6)) + "{\n"
    )
    (folder / "chinese.txt").write_text("警方称,周日在该市发生的空袭造成至少四人死亡,另有九人受伤。")
    result = run("weigh", folder, folder / "none.txt", "--format", "json", code=1)
    assert len(json.loads(result.stdout)["readings"]) == 8
    *messages, last = result.stderr.splitlines()
    assert [Path(m.split(": ")[0]).name for m in messages] == [
        "binary.txt", "chinese.txt", "empty.txt", "lines.jsonl:7", "none.txt",
    ]  # fmt: skip
    assert last == "8 read, 5 failed"


@pytest.mark.parametrize(
    "text",
    [
        "“" * 200 + "Four people died" + "”" * 200 + ", said the police in the town of Homs.",
        "\"'" * 200 + " He said that four people were killed. " + "'\"" * 200,
        "\u200fFour people \u202ewere killed\u202c in \u2067حمص\u2069 on Sunday, police said.",
        "Four\ud83d people were killed in Homs\ude00 on Sunday, police said.",
        "((((" * 100 + "four killed" + "))))" * 100,
        "Four people were killed. " * 100,
        "a" * 20_000,
        "\n".join("- Four people were killed" for _ in range(60)),
    ],
)
@pytest.mark.parametrize("verbatim", [True, False])
def test_odd_texts_are_read_without_a_fault(tmp_path: Path, text: str, verbatim: bool) -> None:
    (tmp_path / "odd.jsonl").write_text(json.dumps({"text": text}) + "\n")
    result = run("weigh", tmp_path, "--format", "json", *(["--verbatim"] if verbatim else []))
    (reading,) = Weighed.from_json(result.stdout).readings
    assert result.stderr == ""
    if verbatim:
        assert len(reading.report.text) == len(text)
    else:
        run("weigh", tmp_path)


def test_verbatim_keeps_text_id_and_address(tmp_path: Path) -> None:
    text = "  Share\r\n\r\n" + TWO + "  "
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "own", "url": "https://daily.test/1", "text": text}))
    reading = Reading.from_json(run("read", tmp_path, "--verbatim", "--format", "jsonl").stdout)
    assert (reading.report.id, reading.report.url, reading.report.text) == ("own", "https://daily.test/1", text)


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
@pytest.mark.parametrize("command", ["read", "weigh"])
def test_the_same_input_gives_the_same_bytes_in_a_file_too(folder: Path, command: str, form: str) -> None:
    out = folder / "out.data"
    with sample_files() as files:
        shown = run(command, folder / "one.txt", files[0], "--format", form).stdout
        run(command, folder / "one.txt", files[0], "--format", form, "--out", out)
    assert out.read_bytes() == shown.encode()


def test_rules_alone(folder: Path) -> None:
    readings = json.loads(run("read", folder, "--format", "json", "--tagger", "none").stdout)
    assert {reading["reader"]["settings"]["tagger"] for reading in readings} == {"none"}


def test_a_table_of_places_that_is_none_is_refused(folder: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "places.csv"
    wrong.write_text("nonsense\n1\n")
    assert "--gazetteer:" in run("read", folder, "--gazetteer", wrong, code=2).stderr


def test_schema_describes_what_is_printed(folder: Path) -> None:
    schemas = json.loads(run("schema").stdout)
    assert set(schemas) == {"Reading", "Weighed"}
    printed = json.loads(run("weigh", folder, "--format", "json").stdout)
    assert set(printed) == set(schemas["Weighed"]["properties"])
    assert set(printed["readings"][0]) == set(schemas["Reading"]["properties"])
    run("schema", "--out", folder / "schema.json")
    assert json.loads((folder / "schema.json").read_text()) == schemas


def test_demo_begins_with_bloody_sunday_and_shows_every_policy() -> None:
    shown = run("demo").stdout
    assert "reconstructions" in shown.splitlines()[0]
    first = shown[: shown.index("The same accounts under each policy")]
    assert "January 1905" in first
    for policy in ("range 1.1", "majority 1.1", "most-recent 1.1", "hierarchy 1.1"):
        assert policy in shown
    assert "1886" in shown
    assert "1819" in shown


def test_version() -> None:
    assert run("--version").stdout.startswith("reportedly 0.")


def test_help_names_every_command() -> None:
    shown = run("--help").stdout
    assert all(command in shown for command in ("read", "weigh", "schema", "demo"))


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; from reportedly.cli import main\n"
        "sys.argv = ['reportedly', 'weigh', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'splink', 'duckdb', 'trafilatura', 'numpy', 'reportedly.records'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "--policy" in result.stdout


def test_plain_text_where_there_is_no_terminal(folder: Path) -> None:
    command = [sys.executable, "-c", "from reportedly.cli import main; main()", "weigh", str(folder)]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    result = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert result.returncode == 0
    assert b"\x1b" not in result.stdout
    assert "“".encode() in result.stdout
    assert result.stderr == b"", "no progress bar"


def test_counting_passes_everything_on() -> None:
    assert list(counted(iter("abc"))) == ["a", "b", "c"]


def test_a_long_file_is_taken_in_a_line_at_a_time(tmp_path: Path) -> None:
    file = tmp_path / "long.jsonl"
    with file.open("w") as stream:
        stream.writelines(
            json.dumps({"text": f"{n} people were killed in Homs on Sunday, police said."}) + "\n"
            for n in range(3000)
        )
    found = take_in([str(file)], IntakeOptions())
    first = next(found)
    assert isinstance(first, Report)
    file.write_text("")  # what is not yet read is gone: only a few lines were taken ahead
    assert sum(1 for _ in found) < 2500
