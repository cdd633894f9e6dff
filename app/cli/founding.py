"""flask dong, officer, planner and operator: places and people that no page can make."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask.cli import with_appcontext

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Fault
from app.people.models import User, contact_of
from app.people.service.accounts import make_operator, register
from app.people.service.posts import appoint, appoint_planner, dismiss_planner
from app.people.states import Rank
from app.places.models import Dong
from app.places.queries import dong_with_code
from app.places.service import found_dong, found_gu


class Words(click.ParamType[str]):
    """Some words, not empty and not longer than the column that keeps them."""

    name = "words"

    def __init__(self, most: int) -> None:
        """`most` counts characters."""
        self.most = most

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The words with single blanks between them."""
        words = " ".join(value.split())
        if not words:
            self.fail("비어 있습니다. · It is empty.", param, ctx)
        if len(words) > self.most:
            self.fail(f"{self.most}자까지 쓸 수 있습니다. · At most {self.most} characters.", param, ctx)
        return words


@contextmanager
def _said_plainly() -> Iterator[None]:
    """A fault of a service as one line on the terminal."""
    try:
        yield
    except Fault as fault:
        raise click.ClickException(str(fault.reason)) from fault


@click.command("dong")
@click.argument("gu_code")
@click.argument("city", type=Words(40))
@click.argument("gu", type=Words(40))
@click.argument("dong_code")
@click.argument("name", type=Words(40))
@click.argument("official_name", type=Words(40))
@click.option("--population", type=click.IntRange(min=1), required=True, help="Who lives there; quorums count it.")
@click.option("--centre", type=Words(80), help="Name of the centre; NAME주민센터 where it is left out.")
@click.option("--phone", type=Words(20), help="The centre's telephone.")
@click.option("--address", type=Words(200), help="The centre's address.")
@with_appcontext
def dong(
    gu_code: str,
    city: str,
    gu: str,
    dong_code: str,
    name: str,
    official_name: str,
    population: int,
    centre: str | None,
    phone: str | None,
    address: str | None,
) -> None:
    """Enter a dong and its gu by their official codes, or bring them up to date."""
    if not dong_code.startswith(gu_code):
        raise click.BadParameter("동의 코드는 구의 코드로 시작합니다. · A dong's code begins with its gu's.")
    with _said_plainly(), transaction():
        found_dong(
            found_gu(gu_code, city=city, name=gu),
            dong_code,
            name=name,
            official_name=official_name,
            population=population,
            centre_name=centre or f"{name}주민센터",
            centre_address=address or "",
            centre_phone=phone or "",
        )
    click.echo(f"{city} {gu} {name} ({official_name}, {dong_code})")


@click.command("officer")
@click.argument("contact")
@click.argument("dong_code")
@click.option("--section", type=Words(60), required=True, help="마을자치팀")
@click.option("--phone", type=Words(20), required=True, help="The office number that every answer shows.")
@click.option("--title", type=Words(60), help="주무관")
@click.option("--name", type=Words(40), help="What neighbours see; for an account that is made now.")
@click.option(
    "--rank",
    type=click.Choice([rank.value for rank in Rank]),
    default=Rank.OFFICER.value,
    help="Who hears of an answer that is late: the officer before the day, the team leader on it, the head after it.",
)
@with_appcontext
def officer(
    contact: str, dong_code: str, section: str, phone: str, title: str | None, name: str | None, rank: str
) -> None:
    """Give CONTACT (e-mail or mobile number) a post at the centre of the dong, or change the one held there.

    Who has no account yet gets one, and comes in by a one-time code.
    """
    with _said_plainly(), transaction():
        place = _dong(dong_code)
        person = _account(contact, name or f"{section} 담당자")
        appoint(person, place, section=section, title=title or "", phone=phone, rank=Rank(rank))
    click.echo(f"{person.name} ({contact_of(contact)}) → {place.centre_name} {section}")


@click.command("planner")
@click.argument("contact")
@click.argument("dong_code")
@click.option("--name", type=Words(40), default="복지 담당자", help="For an account that is made now.")
@click.option("--end", is_flag=True, help="Take the post away.")
@with_appcontext
def planner(contact: str, dong_code: str, name: str, end: bool) -> None:
    """Make CONTACT (e-mail or mobile number) welfare planner of the dong: who alone reads its referrals.

    It is no officer's post; who is to have both is given both.
    """
    with _said_plainly(), transaction():
        place = _dong(dong_code)
        person = _account(contact, name)
        (dismiss_planner if end else appoint_planner)(person, place)
    click.echo(f"{person.name} ({contact_of(contact)}) {'✕' if end else '→'} {place.name} 복지플래너")


@click.command("operator")
@click.argument("contact")
@click.option("--name", type=Words(40), default="운영자", help="What neighbours see; for an account that is made now.")
@with_appcontext
def operator(contact: str, name: str) -> None:
    """Let CONTACT (e-mail or mobile number) look after this server."""
    with _said_plainly(), transaction():
        person = _account(contact, name)
        make_operator(person)
    click.echo(f"{person.name} ({contact_of(contact)}) · operator")


def _dong(code: str) -> Dong:
    place = dong_with_code(code)
    if place is None:
        raise click.BadParameter(f"코드가 {code}인 동이 없습니다. · Unknown dong: enter it by flask dong first.")
    return place


def _account(contact: str, name: str) -> User:
    """The account that the contact has, or a new one."""
    return register(contact_of(contact), at=clock.now(), name=name)


COMMANDS = (dong, officer, planner, operator)
