"""Files of an answer: they go out with its version, and nothing goes out in which personal data were found."""

import pytest

from app.decisions import queries, service
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import history
from tests.browsing import submit
from tests.conftest import rows
from tests.decisions.shelf import NAME, kept, published, sent
from tests.factories import a_council, an_officer
from tests.factories.answers import a_correction
from tests.factories.decisions import a_request, an_answer
from tests.factories.papers import LINE, a_docx, an_xlsx


@pytest.fixture
def council(app):
    return a_council()


@pytest.fixture
def officer(council):
    return an_officer(council.dong, name="쓴주무관")


@pytest.fixture
def asked(council):
    return a_request(council)


@pytest.fixture
def browser(officer, sign_in):
    return sign_in(officer)


def test_a_file_goes_out_with_the_answer_to_be_stored_and_never_shown(app, asked, browser, client):
    content = an_xlsx()
    assert "함께 공개됩니다" in sent(browser, asked, content).text
    (row,) = rows("answer_file")
    path = f"/answer-files/{row.id}"
    assert client.get(path).status_code == 404
    assert browser.get(path).data == content
    published(browser, asked)
    page = client.get(f"/requests/{asked.id}").text
    assert NAME in page
    assert "XLSX" in page
    answer = client.get(path)
    assert answer.data == content
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_a_leak_in_a_hidden_sheet_is_told_masked_and_stops_the_answer(asked, browser, client, caplog):
    page = sent(browser, asked, an_xlsx(hidden_sheet="900101-1234567")).text
    assert "시트 &#39;명단&#39;(숨김), C열 2행" in page
    assert "주민등록번호" in page
    assert "90••••-•••••••" in page
    answer = published(browser, asked)
    assert answer.status_code == 422
    assert NAME in answer.text
    assert "올해 예산에 이 사업이 없습니다." in answer.text, "what was typed is gone"
    assert not queries.request(asked.id).is_answered
    everything = page + answer.text + caplog.text + str([tuple(row) for row in rows("event")])
    assert "1234567" not in everything
    assert "1234567" not in str([tuple(row) for row in rows("answer_find")])


def test_a_false_alarm_is_cleared_with_a_reason_that_is_an_event_and_a_registration_number_never_is(asked, browser):
    sent(browser, asked, a_docx(["기부금은 새마을금고 9002-1234-5678-1로 보내 주세요."]), "안내.docx")
    assert published(browser, asked).status_code == 422
    (find,) = rows("answer_find")
    page = f"/requests/{asked.id}/files"
    assert submit(browser, page, "/clearing", finds=str(find.id), why="").status_code == 422
    refused = submit(
        browser, page, "/clearing", finds=str(find.id), why="계좌 9002-1234-5678-1은 공개된 것", follow=True
    )
    assert refused.status_code == 422
    submit(browser, page, "/clearing", finds=str(find.id), why="협의회가 공개한 모금 계좌입니다.")
    (event,) = [one for one in history([("request", asked.id)]) if one.action == "answer_file.cleared"]
    assert "공개한 모금 계좌" in str(event.facts)
    assert "9002" not in str(event.facts)
    assert published(browser, asked).status_code == 200
    assert queries.request(asked.id).is_answered


def test_a_registration_number_is_not_cleared(asked, browser, officer):
    page = sent(browser, asked, a_docx(["신청인 900101-1234567"]), "신청.docx").text
    assert "개인정보가 아닌 것이 있나요?" not in page
    (find,) = rows("answer_find")
    file = queries.answer_file(find.file_id)
    with pytest.raises(Conflict, match="주민등록번호"), transaction():
        service.clear(file, [find.id], "괜찮습니다.", by=officer, at=clock.now())


def test_versions_keep_their_files_and_a_correction_may_change_files_alone(app, asked, browser, officer, client):
    sent(browser, asked, an_xlsx())
    published(browser, asked)
    (first,) = rows("answer_file")
    submit(browser, f"/requests/{asked.id}/files", f"/files/{first.id}/removal")
    sent(browser, asked, a_docx(), "고친 현황.docx")
    assert NAME in client.get(f"/requests/{asked.id}").text, "a shelf is no publication"
    assert "고친 현황.docx" not in client.get(f"/requests/{asked.id}").text
    a_correction(asked, officer, why="파일을 잘못 붙였습니다.")
    page = client.get(f"/requests/{asked.id}").text
    assert "고친 현황.docx" in page
    assert NAME not in page
    history = client.get(f"/requests/{asked.id}/versions").text
    assert f"/answer-files/{first.id}" in history
    assert client.get(f"/answer-files/{first.id}").status_code == 200
    old, new = (version.words["files"] for version in reversed(queries.versions(asked.id)))
    assert NAME in old
    assert "고친 현황.docx" in new
    with pytest.raises(Invalid, match="바뀐 것이 없습니다"):
        a_correction(asked, officer)


def test_a_draft_file_that_is_taken_off_is_deleted(app, asked, browser):
    before = kept(app)
    sent(browser, asked, an_xlsx())
    (row,) = rows("answer_file")
    submit(browser, f"/requests/{asked.id}/files", f"/files/{row.id}/removal")
    assert rows("answer_file") == []
    assert kept(app) == before


def test_a_form_sent_twice_keeps_one_file(app, asked, browser):
    before = len(kept(app))
    for _time in range(2):
        sent(browser, asked, an_xlsx(), once="eins")
    assert len(rows("answer_file")) == 1
    assert len(kept(app)) == before + 1


def test_there_are_so_many_files_and_no_two_of_a_name(asked, browser, monkeypatch, app):
    monkeypatch.setitem(app.config, "ATTACHMENT_COUNT", 2)
    sent(browser, asked, an_xlsx())
    assert "같은 이름" in sent(browser, asked, an_xlsx()).text
    sent(browser, asked, a_docx(), "둘.docx")
    page = sent(browser, asked, a_docx(), "셋.docx")
    assert page.status_code == 422
    assert "2개까지" in page.text
    assert len(rows("answer_file")) == 2


def test_files_wait_with_the_answer_for_a_second_officer(council, asked, officer, browser, sign_in, client):
    with transaction():
        service.want_reviews(council.dong, True)
    sent(browser, asked, an_xlsx())
    published(browser, asked)
    (review,) = rows("answer_review")
    assert "살펴보는 중" in sent(browser, asked, a_docx(), "늦은.docx").text
    second = sign_in(an_officer(council.dong, name="읽는주무관"))
    assert NAME in second.get(f"/answer-reviews/{review.id}").text
    submit(second, f"/answer-reviews/{review.id}", "/publication")
    assert NAME in client.get(f"/requests/{asked.id}").text


def test_a_file_is_taken_down_from_every_version_and_its_content_destroyed(app, asked, browser, client):
    sent(browser, asked, an_xlsx())
    published(browser, asked)
    (row,) = rows("answer_file")
    submit(
        browser,
        f"/answer-files/{row.id}/taking-down",
        "/taking-down",
        why="주민의 연락처가 들어 있어 내립니다.",
        follow=True,
    )
    assert client.get(f"/answer-files/{row.id}").status_code == 404
    assert row.key not in kept(app)
    page = client.get(f"/requests/{asked.id}").text
    assert "주민의 연락처가 들어 있어 내립니다." in page
    assert NAME in page


def test_the_text_of_an_answer_is_read_too(asked, officer):
    for told in (
        "환급은 국민은행 123456-01-123456으로 합니다.",
        "hong@naver.com으로 답해 주세요.",
        "래미안 101동 1203호 앞",
    ):
        with pytest.raises(Invalid, match="같은 것이 있습니다"):
            an_answer(asked, officer, reason=told)
    an_answer(asked, officer, reason=f"{LINE} 문의는 dongjak@dongjak.go.kr 로 해 주세요.")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("명단.hwp", b"\xd0\xcf\x11\xe0", "HWPX나 PDF로 저장해"),
        ("명단.pdf", b"<html><script>alert(1)</script>", "이름과 내용이 다릅니다"),
        ("..\\명단.txt", b"a", "쓸 수 없는 글자"),
        ("", b"", "골라 주세요"),
    ],
)
def test_a_bad_file_gets_its_sentence_and_leaves_nothing(app, asked, browser, name, content, words):
    before = kept(app)
    page = sent(browser, asked, content, name)
    assert page.status_code == 422
    assert words in page.text
    assert (rows("answer_file"), kept(app)) == ([], before)


def test_the_offices_own_number_may_stand_in_a_file_and_a_homes_may_not(asked, officer, browser):
    phone = officer.posts[0].phone
    sent(browser, asked, f"신청인 연락처 {phone}".encode(), "안내.txt")
    assert rows("answer_find") == []
    sent(browser, asked, "신청인 연락처 02-812-3456".encode(), "명단.txt")
    assert [row.kind for row in rows("answer_find")] == ["landline"]
