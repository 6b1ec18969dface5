"""What could not be taken in, where it stands, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that went wrong. `lost` is false for a mere notice: the report was taken in all the same. `detail` is for
    those who want to know more; `passing` is true where a later try may succeed.

    >>> str(Failure("reports.jsonl", 7, "not JSON", "mend or delete the line"))
    'reports.jsonl:7: not JSON; mend or delete the line'
    """

    file: str
    line: int | None
    what: str
    advice: str
    lost: bool = True
    detail: str = ""
    passing: bool = False

    def __str__(self) -> str:
        """One line, whatever the file name and the message hold."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        line = " ".join(f"{place}: {self.what}; {self.advice}".split())
        return line.encode("utf-8", errors="backslashreplace").decode()
