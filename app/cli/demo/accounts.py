"""The six accounts with which a newcomer looks around the demo town."""

from typing import NamedTuple

import click

from app.people.models import contact_of
from app.people.queries import user_reached_at
from app.people.service.accounts import hashed

PASSWORD = "golmok-demo"  # noqa: S105 - it opens the demo town only, and is printed at every start
DOMAIN = "demo.golmok"


class Account(NamedTuple):
    """Who one can be: the part of the address before the @, the name neighbours see, and what one sees then."""

    key: str
    name: str
    sees: str

    @property
    def address(self) -> str:
        """What to sign in with."""
        return f"{self.key}@{DOMAIN}"


ACCOUNTS = (
    Account("resident", "초록대문 집", "주민 · a resident"),
    Account("facilitator", "골목 활동가", "퍼실리테이터 · the facilitator"),
    Account("officer", "우리동네주무관", "동주민센터 담당자 · an officer of the dong centre"),
    Account("planner", "복지플래너", "복지 담당자 · a welfare planner of the dong"),
    Account("observer", "참관인 이웃", "참관인 · an observer"),
    Account("operator", "서버 지기", "운영자 · who runs the server"),
)


def hashed_password() -> str:
    """The one password, hashed: slow on purpose, so outside the transaction."""
    return hashed(PASSWORD)


def show_accounts() -> bool:
    """Print how to sign in, where the demo town is there; whether it is."""
    if user_reached_at(contact_of(ACCOUNTS[0].address)) is None:
        return False
    click.echo("  보기 계정 · demo accounts")
    for account in ACCOUNTS:
        click.echo(f"    {account.address:<26}{account.sees}")
    click.echo(f"  비밀번호 · password      {PASSWORD}\n")
    return True
