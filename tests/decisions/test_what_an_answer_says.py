"""What an answer says: a sum with its source, what it waits for, and nothing that points at a private person."""

import pytest
from wtforms import StringField

from app.decisions.forms import AnswerForm
from app.kernel.forms import PublicLine, PublicText
from tests.browsing import submit
from tests.conftest import rows
from tests.decisions.test_answers import EVERY, WHOLE, path
from tests.factories import an_officer
from tests.factories.decisions import a_request

PUBLIC = (PublicLine, PublicText)


@pytest.fixture
def asked(app):
    return a_request()


@pytest.fixture
def officer(asked):
    return an_officer(asked.council.dong, name="김담당")


TEXTS = [name for name, field in AnswerForm.__dict__.items() if getattr(field, "field_class", None) in PUBLIC]


@pytest.mark.parametrize("private", ["900101-1234567", "010-2345-6789", "12가 3456"])
@pytest.mark.parametrize("field", TEXTS)
def test_no_text_of_an_answer_takes_a_number_that_points_at_a_person(asked, officer, sign_in, field, private):
    page = submit(sign_in(officer), path(asked), **{field: private})
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert not rows("decision")


def test_every_text_field_of_an_answer_is_one_that_is_scanned():
    assert set(TEXTS) >= {"summary", "reason", "found", "ground", "possible", "waits_for", "money_from", "section"}
    lines = [field.field_class for field in vars(AnswerForm).values() if hasattr(field, "field_class")]
    assert not [kind for kind in lines if issubclass(kind, StringField) and kind not in PUBLIC]


@pytest.mark.parametrize("phone", ["02-555-1234", "051)555-1234", "０２ ５５５ １２３４"])
def test_a_phone_that_is_no_office_of_the_dong_is_refused_and_the_officers_own_is_not(asked, officer, sign_in, phone):
    browser, given = sign_in(officer), {**EVERY, **WHOLE["rejected"], "answer": "rejected", "publish": "yes"}
    page = submit(browser, path(asked), **{**given, "reason": f"옆집 {phone}에 물어보세요."})
    assert page.status_code == 422
    assert "사무실 전화가 아닌" in page.text
    fine = submit(browser, path(asked), **{**given, "reason": "자세한 것은 02-000-0001로 물어보세요."})
    assert fine.status_code == 303


@pytest.mark.parametrize(
    ("given", "field"), [({"cost_won": "-1"}, "cost_won"), ({"cost_won": "1800000"}, "money_from")]
)
def test_money_is_a_sum_with_its_source(asked, officer, sign_in, given, field):
    whole = {**EVERY, **WHOLE["accepted"], "answer": "accepted", "publish": "yes", **given}
    page = submit(sign_in(officer), path(asked), **whole)
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text


def test_a_deferred_answer_says_what_it_waits_for_and_stands_on_the_desk_until_then(asked, officer, sign_in, client):
    browser = sign_in(officer)
    submit(browser, path(asked), answer="deferred", publish="yes", **EVERY, **WHOLE["deferred"])
    shown = client.get(f"/requests/{asked.id}").text
    assert "추경 예산" in shown
    assert "보류" in shown
    desk = browser.get(f"/dongs/{asked.council.dong_id}/requests?show=deferred").text
    assert f'href="/requests/{asked.id}"' in desk
    assert "다시 답하는 날" in desk
