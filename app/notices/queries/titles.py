"""Titles as a notice has them: one line, cut where it is long."""

TITLE_LENGTH = 120


def one_line(text: str) -> str:
    """The text on one line of at most TITLE_LENGTH characters."""
    line = " ".join(text.split())
    return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1]}…"
