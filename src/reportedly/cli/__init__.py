"""The command line."""


def main() -> None:
    """Entry point of `reportedly`."""
    raise SystemExit("reportedly: not wired yet")
