"""flask serve and flask work: the web server, and the worker beside it."""

import logging
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from app.cli.demo import seed, show_accounts
from app.cli.starting import why_not, why_not_now
from app.councils import jobs as of_councils  # noqa: F401 - hears of accounts that are left
from app.decisions import jobs as of_decisions  # noqa: F401 - answers end matters
from app.decisions.jobs import put_on_agendas, remind_of_answers, search_files
from app.deeds.jobs import close_checks, keep_promises, open_checks, remind_of_late_deeds
from app.desk.jobs import erase_desk_papers
from app.discussion.jobs import end_blockings, end_quiet_hours, watch_cases
from app.hooks.jobs import forget_old_deliveries, send_news
from app.hooks.service.wire import DONE_WITHIN
from app.kernel import clock
from app.kernel.db import db, session
from app.meetings.jobs import forget_old_voices, remind_of_meetings, watch_minutes
from app.notices.jobs import deliver_events, send_letters
from app.opinions.jobs import close_due_questions, map_closed_questions, place_open_statements
from app.panels.jobs import follow_the_silent
from app.people.jobs import forget_codes
from app.people.queries import somebody_is_here
from app.plans.jobs import remind_of_plans
from app.polls.jobs import close_due_polls, mix_open_polls, seal_ended_boxes, take_asked_steps
from app.proposals.jobs import index_proposals
from app.records.jobs import reconcile
from app.referrals.jobs import erase_done_referrals

log = logging.getLogger(__name__)
Job = Callable[[datetime], object]
# Each may run at any time, twice, or by two workers at once.
EACH_SECOND: tuple[Job, ...] = (
    *(close_due_polls, take_asked_steps, mix_open_polls),
    *(close_due_questions, map_closed_questions, deliver_events, send_letters),
)
EACH_MINUTE: tuple[Job, ...] = (
    *(seal_ended_boxes, forget_codes, index_proposals, follow_the_silent),
    *(watch_cases, end_quiet_hours, end_blockings, place_open_statements, watch_minutes, remind_of_meetings),
    *(erase_done_referrals, forget_old_voices, keep_promises, open_checks, close_checks, remind_of_late_deeds),
    *(remind_of_answers, put_on_agendas, erase_desk_papers, remind_of_plans, forget_old_deliveries),
)
# What waits for servers of others or for readers of files has a thread of its own: it keeps no poll from being counted.
EACH_SECOND_APART: tuple[Job, ...] = (send_news, search_files)
EACH_FIVE_MINUTES: tuple[Job, ...] = (reconcile,)


@click.command("serve")
@click.option("--demo", is_flag=True, help="Fill the demo town when the database is empty.")
@with_appcontext
def serve(demo: bool) -> None:
    """Bring the database up to date and start the web server and the worker."""
    upgrade()
    _refuse(why_not_now(_tell))
    if demo and not somebody_is_here():
        seed()
    click.echo(f"\n  골목회의 · Golmok   {current_app.config['BASE_URL']}\n")
    if demo and show_accounts():
        os.environ["GOLMOK_DEMO"] = "1"  # every first page says that the town is made up
    session().close()
    db.engine.dispose()
    _become_server()


def _become_server() -> None:
    settings = Path(__file__).resolve().parent.parent / "gunicorn.py"
    program = Path(sys.executable).with_name("gunicorn")
    sys.stdout.flush()
    os.execv(program, [str(program), "--config", str(settings), "app:create_app()"])  # noqa: S606


@click.command("work")
@with_appcontext
def work() -> None:
    """Close polls, mix ballots, deliver events, send letters and reconcile boxes until told to stop."""
    stopped = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    _refuse(why_not(_tell, waits=lambda: not stopped.wait(1.0) and _is_wanted()))
    apart = Thread(target=_work_apart, args=(current_app._get_current_object(), stopped), daemon=True)  # type: ignore[attr-defined]
    apart.start()
    seconds = 0
    while not stopped.wait(1.0) and _is_wanted():
        run_jobs(EACH_SECOND)
        run_jobs(() if seconds % 60 else EACH_MINUTE)
        run_jobs(() if seconds % 300 else EACH_FIVE_MINUTES)
        seconds += 1
    stopped.set()
    apart.join(DONE_WITHIN)


def _refuse(sentence: str | None) -> None:
    if sentence:
        raise click.ClickException(sentence)


def _tell(sentence: str) -> None:
    click.echo(sentence, err=True)


def _work_apart(app: Flask, stopped: Event) -> None:
    while not stopped.wait(1.0):
        with app.app_context():
            run_jobs(EACH_SECOND_APART)


def run_jobs(jobs: tuple[Job, ...]) -> None:
    """Run each job once; one that fails does not stop the others and is tried again at the next round."""
    for job in jobs:
        try:
            job(clock.now())
        except Exception as error:  # noqa: BLE001 - whatever a job raises, the worker goes on
            # the kind only: the message of a database error may hold what a row holds
            log.error("%s failed: %s", job.__name__, type(error).__name__)
        finally:
            db.session.remove()


def _is_wanted() -> bool:
    """Whether the server that started this worker is still there."""
    parent = os.environ.get("GOLMOK_PARENT_PID")
    return parent is None or os.getppid() == int(parent)


COMMANDS = (serve, work)
