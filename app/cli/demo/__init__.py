"""flask seed: 보기 동네, a made-up town with a matter in every state, made through the services alone.

It follows what happened in Sangdo 3-dong in 2019 (thirteen neighbours, rubbish at 국사봉길 82~86-9); people, words and
figures are constructed, and every page of the demo says so. One council replays a real, published result.
"""

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy import inspect

from app.cli.demo import accounts, assembly, other_alleys, plan, rubbish_alley
from app.cli.demo.accounts import show_accounts
from app.cli.demo.desk import set_the_desk
from app.cli.demo.news import name_a_board
from app.cli.demo.thinking import think_about_streets
from app.cli.demo.town import found_town
from app.kernel import clock
from app.kernel.db import db, session, transaction
from app.notices.jobs import deliver_events
from app.people.models import User
from app.people.queries import somebody_is_here

__all__ = ["COMMANDS", "seed", "show_accounts"]


def seed() -> bool:
    """Fill an empty database with the demo town, wholly or not at all; False, and nothing changed, where it is not."""
    password_hash = accounts.hashed_password()
    now = clock.now()
    with transaction():
        if somebody_is_here():
            return False
        town = found_town(now, password_hash)
        rubbish_alley.live_through(town)
        other_alleys.live_through(town)
        think_about_streets(town)
        plan.live_through(town)
        assembly.hold_again(town)
        set_the_desk(town)
        name_a_board(town)
    session().expunge_all()
    while deliver_events(now):
        pass  # a hundred events at a time, so that the neighbours have their notices
    return True


@click.command("seed")
@with_appcontext
def seed_command() -> None:
    """Fill the demo town when the database is empty, or not there yet."""
    if not inspect(db.engine).has_table(User.__tablename__):
        upgrade()
    if seed():
        click.echo("보기 동네를 채웠습니다. · The demo town is there.")
    else:
        click.echo("이미 자료가 있어 아무것도 바꾸지 않았습니다. · There is data already; nothing was changed.")
    show_accounts()


COMMANDS = (seed_command,)
