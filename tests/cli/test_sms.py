"""flask sms: what the terminal says, and docs/how-to/text-messages.md as it stands there."""

import re
import shlex
from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.panels import queries
from config import ROOT
from tests import factories
from tests.conftest import rows
from tests.factories import panels as made

TEXT = (ROOT / "docs" / "how-to" / "text-messages.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"^\.venv/bin/flask --app app (sms .*)$", re.MULTILINE)


@pytest.fixture
def sms(app):
    def run(*words: str):
        answer = app.test_cli_runner().invoke(args=["sms", *words])
        session().expire_all()
        return answer.exit_code, answer.output

    return run


@pytest.fixture
def place(app):
    panel = made.a_drawn(factories.a_council(), 2, size=2)
    return next(one for one in queries.panel(panel.id).places if one.is_invited)


def test_a_reply_is_written_down_and_the_terminal_says_what_was_understood(sms, place):
    assert sms(place.user.phone, "1") == (0, "accepted: 참여한다고 적었습니다.\n")
    assert queries.place(place.id).is_accepted


def test_the_command_of_the_how_to_runs_as_it_stands_there(sms, place):
    with transaction():
        place.user.phone = "01012345678"
    [line] = COMMAND.findall(TEXT)
    sent = clock.seoul(clock.now() + timedelta(minutes=1)).isoformat()
    words = [sent if word.startswith("2026-") else word for word in shlex.split(line)]
    assert sms(*words[1:])[0] == 0
    assert queries.place(place.id).is_accepted


def test_a_text_sent_before_the_invitation_is_late(sms, place):
    code, shown = sms(place.user.phone, "1", "--sent-at", "2020-01-01T00:00")
    assert (code, shown.partition(":")[0]) == (0, "late")
    assert queries.place(place.id).is_invited


def test_an_unknown_number_is_not_answered(sms, place):
    code, shown = sms("010-9999-0000", "1")
    assert (code, "모르는 번호" in shown) == (1, True)
    assert rows("message") == []


@pytest.mark.parametrize(("phone", "more"), [("1234", []), ("010-1234-5678", ["--sent-at", "어제"])])
def test_what_is_no_number_or_no_moment_is_refused_in_a_sentence(sms, phone, more):
    code, shown = sms(phone, "1", *more)
    assert code != 0
    assert "Error" in shown
    assert "Traceback" not in shown
