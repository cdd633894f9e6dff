"""Conversations for the tests: made ones with and without groups in them, and the real ones where they are at hand."""

import json
import os
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from app.opinions.maths import Votes
from app.opinions.maths.polis_files import NAMES
from app.opinions.maths.polis_reading import read

patiently = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on any machine
DATA = Path(os.environ.get("GOLMOK_SHARED", "../shared")) / "data"
PUBLISHED = ("polis_27", "polis_35")


def real(name):
    """A real conversation of this name; skips the test where there is none."""
    folder = DATA / name
    if not folder.is_dir():
        pytest.skip(f"no real conversation at {folder} (GOLMOK_SHARED)")
    return read({file: (folder / file).read_bytes() for file in NAMES if (folder / file).is_file()})


def published(name):
    """What Polis's own server published of it: the group of each person, and the figures."""
    file = DATA / name / "expected.json"
    if not file.is_file():
        pytest.skip(f"no published figures at {file} (GOLMOK_SHARED)")
    found = json.loads(file.read_text(encoding="utf-8"))
    return {int(person): group for person, group in found["groups"].items()}, found["oracle"]


@cache
def made(sizes, statements, *, strength=2.0, seen=0.8, seed=1):
    """Answers of groups of these sizes and the group of each row: each group leans its own way on each statement."""
    chance = np.random.default_rng(seed)
    groups = np.repeat(np.arange(len(sizes)), sizes)
    lean = chance.choice([-1.0, 1.0], size=(len(sizes), statements)) * strength
    wish = lean[groups] + chance.normal(size=(len(groups), statements))
    answers = np.select([wish > 0.4, wish < -0.4], [1.0, -1.0], 0.0)
    answers[chance.random(answers.shape) > seen] = np.nan
    return answers, groups


def noise(people, statements, *, seed, seen=0.8):
    """Answers in which nothing holds together."""
    return made((people,), statements, strength=0.0, seen=seen, seed=seed)[0]


def votes_of(answers, **flags):
    """The matrix under names that are numbers."""
    return Votes.from_matrix(range(len(answers)), range(answers.shape[1]), answers, **flags)
