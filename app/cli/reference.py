"""flask docs: writes docs/reference from the code, so that it cannot grow old."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.cli import glossary, news
from app.councils.states import COUNCIL, MEMBERSHIP
from app.decisions.states import ASKING_AGAIN, DECISION, FILE, REPORT, REQUEST, REVIEW
from app.deeds.states import COMMITMENT
from app.discussion.states import BLOCKING, CASE, COMMENT
from app.hooks.states import DELIVERY, WEBHOOK
from app.kernel.policy import is_public
from app.kernel.states import Labelled, Machine
from app.meetings.states import CORRECTION, DIVISION, MEETING, MINUTES
from app.opinions.states import QUESTION, STATEMENT
from app.panels.states import PANEL, PLACE
from app.plans.states import PLAN
from app.polls.states import OBJECTION, POLL
from app.proposals.states import AMENDMENT, HANDOVER, MERGER, PROPOSAL
from app.referrals.states import REFERRAL

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "docs" / "reference"
MACHINES = (
    *(
        COUNCIL,
        MEMBERSHIP,
        PROPOSAL,
        AMENDMENT,
        MERGER,
        HANDOVER,
        COMMENT,
        CASE,
        BLOCKING,
        QUESTION,
        STATEMENT,
        MEETING,
        MINUTES,
        CORRECTION,
        DIVISION,
    ),
    *(REFERRAL, POLL, OBJECTION, PANEL, PLACE, REPORT, REQUEST, DECISION, FILE, REVIEW, ASKING_AGAIN),
    *(COMMITMENT, PLAN, WEBHOOK, DELIVERY),
)
_MADE = "<!-- `make docs`가 코드에서 씁니다. · Written from the code by `make docs`. -->"


def states_page() -> str:
    """Every state machine as a diagram and a table, in Markdown."""
    lines = ["# 상태와 움직임 · States", "", _MADE]
    for machine in MACHINES:
        lines += ["", *_machine(machine)]
    return "\n".join(lines) + "\n"


def _machine(machine: Machine[Any]) -> Iterator[str]:
    kind = type(machine.moves[0][2])
    yield f"## {(kind.__doc__ or '').rstrip('.')} `{kind.__name__}`"
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in kind:
        yield f"    {state.value}: {state.label}"
    for action, source, target in _rows(machine):
        yield f"    {source.value} --> {target.value}: {action}"
    yield "```"


def _rows(machine: Machine[Any]) -> Iterator[tuple[str, Labelled, Labelled]]:
    for action, sources, target in machine.moves:
        for source in sources if isinstance(sources, tuple) else (sources,):
            yield action, source, target


def addresses_page(app: Flask) -> str:
    """Every address, the methods it takes, and whether it asks a policy, in Markdown."""
    lines = ["# 주소 · Addresses", "", _MADE, "", "| 주소 | 방법 | 끝점 | 누구에게 |", "|---|---|---|---|"]
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: (str(rule), sorted(rule.methods or ())))
    for rule in rules:
        methods = ", ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        view = app.view_functions[rule.endpoint]
        open_to_all = rule.endpoint == "static" or is_public(view)
        lines.append(f"| `{rule}` | {methods} | `{rule.endpoint}` | {'모두' if open_to_all else '규칙을 물음'} |")
    return "\n".join(lines) + "\n"


def glossary_page() -> str:
    """Every word of the code beside its Korean, in Markdown."""
    return "\n".join(["# 낱말 · Glossary", "", _MADE, "", *glossary.lines()]) + "\n"


def news_page(app: Flask) -> str:
    """Every kind of news that a webhook is told, in Markdown."""
    return "\n".join(["# 소식의 종류 · Kinds of news", "", _MADE, "", *news.lines(app)]) + "\n"


def calls_page(app: Flask) -> str:
    """What programs with tokens can do, and what stays with people, in Markdown."""
    told = app.extensions["calls_told"]  # the API's own list
    return "\n".join(["# API로 하는 일 · What programs do", "", _MADE, *told()]) + "\n"


def pages(app: Flask) -> dict[str, str]:
    """What docs/reference must hold: file name to text."""
    return {
        "states.md": states_page(),
        "addresses.md": addresses_page(app),
        "glossary.md": glossary_page(),
        "webhooks.md": news_page(app),
        "api.md": calls_page(app),
    }


@click.command("docs")
@with_appcontext
def docs() -> None:
    """Write docs/reference anew from the code."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages(current_app).items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        click.echo(f"docs/reference/{name}")


COMMANDS = (docs,)
