"""Ballots of rankings as a test writes them, and as hypothesis makes them up."""

from hypothesis import strategies as st

from app.polls.methods.rankings import Ranked


def ballots(*rows):
    """Rows of (weight, "ABC"): letters are options, A is 1; a bracket groups equal ranks: "A(BC)"."""
    return [Ranked(_ranking(text), weight) for weight, text in rows]


def _ranking(text):
    ranking, group = [], None
    for letter in text:
        if letter == "(":
            group = []
        elif letter == ")":
            ranking.append(tuple(group))
            group = None
        elif group is not None:
            group.append(ord(letter) - 64)
        else:
            ranking.append((ord(letter) - 64,))
    return tuple(ranking)


@st.composite
def profiles(draw, most_options=5):
    """(options, ballots, order): some ballots, short ones and ones with equal ranks among them."""
    options = list(range(1, draw(st.integers(2, most_options)) + 1))
    found = []
    for _ in range(draw(st.integers(1, 6))):
        line = draw(st.permutations(options))[: draw(st.integers(1, len(options)))]
        if draw(st.booleans()) and len(line) > 2:
            ranking = ((line[0],), tuple(sorted(line[1:3])), *((option,) for option in line[3:]))
        else:
            ranking = tuple((option,) for option in line)
        found.append(Ranked(ranking, draw(st.integers(1, 9))))
    return options, found, draw(st.permutations(options))
