"""flask dong, officer, planner and operator: what the operator types, and what is said when it cannot be."""

import re
import shlex

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.people.models import Post, User
from app.places.models import Dong
from config import ROOT
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_dong, a_user
from tests.factories.people import the_code_sent_to

SANGDO = ["11590", "서울특별시", "동작구", "1159055000", "상도3동", "상도제3동"]
DESK = ["--section", "마을자치팀", "--phone", "02-000-0001"]


@pytest.fixture
def flask(app):
    """flask("dong", …) -> what the terminal shows, and whether it went well."""

    def run(*words: str):
        answer = app.test_cli_runner().invoke(args=[*words])
        session().expire_all()
        return answer.exit_code, answer.output

    return run


def test_the_commands_of_the_how_to_run_as_they_stand_there(flask):
    text = (ROOT / "docs" / "how-to" / "run-for-a-dong.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\.venv/bin/flask --app app ((?:dong|officer|planner|operator) .*)$", text, re.MULTILINE)
    assert [line.split()[0] for line in lines] == ["dong", "officer", "planner", "operator"]
    for line in lines:
        code, shown = flask(*shlex.split(line))
        assert code == 0, shown
    person = session().scalars(select(User).where(User.is_operator)).one()
    assert session().scalars(select(Post.user_id)).all() == [person.id]
    assert person.id not in [post.user_id for post in rows("welfare_post")]


def test_a_dong_is_entered_with_its_gu_and_centre(flask):
    more = ["--population", "27480", "--phone", "02-000-0000", "--address", "양녕로 1"]
    code, shown = flask("dong", *SANGDO, *more)
    assert code == 0, shown
    dong = session().scalars(select(Dong)).one()
    assert (dong.code, dong.name, dong.official_name, dong.population) == ("1159055000", "상도3동", "상도제3동", 27480)
    assert (dong.centre_name, dong.centre_phone, dong.centre_address) == ("상도3동주민센터", "02-000-0000", "양녕로 1")
    assert [row.name for row in rows("gu")] == ["동작구"]


def test_a_dong_that_is_there_is_brought_up_to_date(flask):
    flask("dong", *SANGDO, "--population", "27480")
    code, _shown = flask("dong", *SANGDO, "--population", "27000", "--centre", "상도3동 행정복지센터")
    assert code == 0
    dong = session().scalars(select(Dong)).one()
    assert (dong.population, dong.centre_name) == (27000, "상도3동 행정복지센터")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({3: "11590"}, "행정 코드는 정해진 자리의 숫자입니다."),
        ({3: "2659055000"}, "동의 코드는 구의 코드로 시작합니다."),
        ({0: "1159", 3: "1159055000"}, "행정 코드는 정해진 자리의 숫자입니다."),
        ({4: "  "}, "비어 있습니다."),
        ({5: "동" * 41}, "40자까지 쓸 수 있습니다."),
    ],
)
def test_a_dong_that_cannot_be_right_is_refused_in_a_sentence(flask, wrong, said):
    words = [wrong.get(place, word) for place, word in enumerate(SANGDO)]
    code, shown = flask("dong", *words, "--population", "27480")
    assert code != 0
    assert said in shown
    assert "Traceback" not in shown
    assert rows("dong") == rows("gu") == []


def test_a_dong_needs_its_population(flask):
    code, shown = flask("dong", *SANGDO)
    assert code != 0
    assert "--population" in shown
    code, _shown = flask("dong", *SANGDO, "--population", "0")
    assert code != 0


def test_an_officer_who_is_new_gets_an_account_and_comes_in_by_a_code(flask, client):
    dong = a_dong()
    code, shown = flask("officer", "Someone@Example.go.kr", dong.code, *DESK, "--title", "주무관")
    assert code == 0, shown
    assert "마을자치팀 담당자 (someone@example.go.kr)" in shown
    post = session().scalars(select(Post)).one()
    assert (post.dong_id, post.section, post.title, post.phone) == (dong.id, "마을자치팀", "주무관", "02-000-0001")
    assert session().scalars(select(User.password_hash)).all() == [None]
    asked = submit(client, "/sign-in", "/sign-in", contact="someone@example.go.kr", by_code="1", follow=True)
    submit(client, asked.request.path, "/code", code=the_code_sent_to("someone@example.go.kr"))
    assert f'href="/dongs/{dong.id}/requests"' in client.get("/").text


def test_an_officer_who_has_an_account_keeps_it(flask):
    dong, person = a_dong(), a_user(name="김담당", phone="01012345678")
    code, shown = flask("officer", "010-1234-5678", dong.code, *DESK, "--name", "다른 이름")
    assert code == 0, shown
    assert "김담당 (010-1234-5678)" in shown
    assert len(rows("user")) == 1
    assert session().scalars(select(Post.user_id)).all() == [person.id]


def test_an_officer_who_moves_to_another_section_keeps_one_post(flask):
    dong = a_dong()
    flask("officer", "someone@example.go.kr", dong.code, *DESK)
    flask("officer", "someone@example.go.kr", dong.code, "--section", "복지팀", "--phone", "02-000-0009")
    post = session().scalars(select(Post)).one()
    assert (post.section, post.phone) == ("복지팀", "02-000-0009")


def test_an_officer_of_an_unknown_dong_is_refused_and_leaves_no_account(flask):
    code, shown = flask("officer", "someone@example.go.kr", "9999999999", *DESK)
    assert code != 0
    assert "코드가 9999999999인 동이 없습니다" in shown
    assert rows("user") == []


def test_a_planner_is_appointed_once_and_holds_no_post_of_an_officer(flask):
    dong = a_dong()
    for _ in range(2):
        code, shown = flask("planner", "planner@example.go.kr", dong.code)
        assert code == 0, shown
    assert "복지 담당자 (planner@example.go.kr)" in shown
    assert [post.dong_id for post in rows("welfare_post")] == [dong.id]
    assert rows("post") == []
    code, shown = flask("planner", "planner@example.go.kr", dong.code, "--end")
    assert code == 0, shown
    assert rows("welfare_post") == []


def test_a_planner_of_an_unknown_dong_is_refused_and_leaves_no_account(flask):
    code, shown = flask("planner", "planner@example.go.kr", "9999999999")
    assert code != 0
    assert "코드가 9999999999인 동이 없습니다" in shown
    assert rows("user") == []


@pytest.mark.parametrize("contact", ["nobody", "02-123-4567", "someone@"])
def test_a_contact_that_reaches_nobody_is_refused(flask, contact):
    dong = a_dong()
    for words in (["officer", contact, dong.code, *DESK], ["operator", contact]):
        code, shown = flask(*words)
        assert code != 0
        assert "휴대전화 번호나 전자우편 주소를 적어 주세요" in shown
    assert rows("user") == []


def test_an_operator_is_named_with_or_without_an_account(flask):
    a_user(name="서버 지기", email="keeper@example.org")
    for contact in ("keeper@example.org", "new@example.org"):
        code, shown = flask("operator", contact)
        assert code == 0, shown
    found = session().execute(select(User.name, User.is_operator).order_by(User.id)).all()
    assert found == [("서버 지기", True), ("운영자", True)]


def test_accounts_that_the_terminal_makes_get_letters_and_those_that_were_there_keep_their_choice(flask):
    a_dong(code="1159055000")
    a_user(email="quiet@example.org", letters_wanted=False)
    for contact in ("desk@example.org", "quiet@example.org"):
        code, shown = flask("officer", contact, "1159055000", *DESK)
        assert code == 0, shown
    flask("operator", "keeper@example.org")
    wanted = dict(session().execute(select(User.email, User.letters_wanted)).all())
    assert wanted == {"quiet@example.org": False, "desk@example.org": True, "keeper@example.org": True}
