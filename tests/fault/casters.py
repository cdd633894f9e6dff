"""Processes that cast side by side: each runs tests/fault/casting.py over its part of the papers."""

import json
import subprocess
import sys
from pathlib import Path

from app.kernel.db import db, session

ROOT = Path(__file__).resolve().parents[2]


class Caster:
    """A running tests/fault/casting.py and where its answers are."""

    def __init__(self, url, rounds, folder, number):
        self.answers = folder / f"answers-{number}"
        file = folder / f"papers-{number}.json"
        file.write_text(json.dumps(rounds), encoding="utf-8")
        self.answers.touch()
        command = [sys.executable, "-m", "tests.fault.casting", url, str(file), str(self.answers)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def wait_until_ready(self):
        assert self.process.stdout.readline() == "ready\n"

    def start(self):
        self.process.stdin.write("go\n")
        self.process.stdin.flush()

    def told(self):
        return [line for line in self.answers.read_text(encoding="utf-8").splitlines() if line]


def in_step(rounds, folder):
    """What each process was answered; a round has one list of papers for each, and all begin it in the same moment."""
    session().rollback()
    url = db.engine.url.render_as_string(hide_password=False)
    casters = [Caster(url, its, folder, number) for number, its in enumerate(zip(*rounds, strict=True))]
    for number in range(len(rounds)):
        for caster in casters:
            caster.wait_until_ready()
        first = number % len(casters)
        for caster in (*casters[first:], *casters[:first]):
            caster.start()
    for caster in casters:
        caster.process.wait(300)
    return [answer for caster in casters for answer in caster.told()]
