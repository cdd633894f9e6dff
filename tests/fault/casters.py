"""Processes that cast side by side: each runs tests/fault/casting.py over its part of the papers."""

import json
import subprocess
import sys
from pathlib import Path

from app.kernel.db import db, session

PROCESSES = 4
ROOT = Path(__file__).resolve().parents[2]


class Caster:
    """A running tests/fault/casting.py and where its answers are."""

    def __init__(self, url, papers, folder, number):
        self.answers = folder / f"answers-{number}"
        file = folder / f"papers-{number}.json"
        file.write_text(json.dumps(papers), encoding="utf-8")
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


def running(parts, folder):
    session().rollback()
    url = db.engine.url.render_as_string(hide_password=False)
    casters = [Caster(url, papers, folder, number) for number, papers in enumerate(parts)]
    for caster in casters:
        caster.wait_until_ready()
    for caster in casters:
        caster.start()
    return casters


def finished(casters):
    for caster in casters:
        caster.process.wait(300)
    return [answer for caster in casters for answer in caster.told()]
