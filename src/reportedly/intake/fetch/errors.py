"""Why something could not be fetched, and whether it is worth while to try again."""

from __future__ import annotations

from reportedly.intake.limits import IntakeError


class FetchError(IntakeError):
    """`passing` is true where a later try may succeed; `retry_after` is how many seconds the server asks to wait.

    `gone` is true where the server says that there will be nothing any more.
    """

    def __init__(
        self,
        what: str,
        advice: str,
        *,
        passing: bool = False,
        gone: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(what, advice)
        self.passing, self.gone, self.retry_after = passing, gone, retry_after
