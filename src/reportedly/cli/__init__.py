"""The command line."""


def main() -> None:
    """Entry point of `reportedly`."""
    from reportedly.cli.app import app

    app()
