"""How much of anything is taken in before it is refused, and the error that says so."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.intake.failure import Failure


class IntakeError(Exception):
    """Why something cannot be taken in, and what to do about it; it costs this one thing and nothing else."""

    def __init__(self, what: str, advice: str, detail: str = "") -> None:
        super().__init__(f"{what}; {advice}")
        self.what, self.advice, self.detail = what, advice, detail
        self.passing = False

    def failure(self, name: str, *, lost: bool = True) -> Failure:
        """What people are told about the thing of this name."""
        return Failure(name, None, self.what, self.advice, lost, self.detail, self.passing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of the intake. Sizes are in bytes, `seconds` is what one PDF may take.

    `ratio` is asked only of what unpacks to more than `harmless`.
    """

    text: int = 20_000_000
    document: int = 100_000_000
    unpacked: int = 20_000_000_000
    ratio: int = 200
    harmless: int = 10_000_000
    members: int = 200_000
    depth: int = 6
    pages: int = 2_000
    seconds: float = 60.0


class Budget:
    """What one thing that was named may unpack to, with everything inside it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.unpacked = 0
        self.members = 0

    def member(self) -> None:
        """One more thing inside. Raises IntakeError where there are too many."""
        self.members += 1
        if self.members > self.limits.members:
            raise IntakeError(f"holds more than {self.limits.members:,} things", "unpack it, and give the folder")

    def unpack(self, size: int) -> None:
        """So many bytes more. Raises IntakeError where it is too much."""
        self.unpacked += size
        if self.unpacked > self.limits.unpacked:
            raise IntakeError(
                f"unpacks to more than {self.limits.unpacked // 1_000_000:,} MB", "unpack it, and give the folder"
            )

    def compare(self, unpacked: int, packed: int) -> None:
        """Raises IntakeError where so few bytes became so many that they were made to do harm."""
        if unpacked > self.limits.harmless and unpacked > self.limits.ratio * max(packed, 1):
            raise IntakeError(
                f"unpacks to more than {self.limits.ratio} times its size, as no report does",
                "look at it with care: it may be a bomb",
            )
