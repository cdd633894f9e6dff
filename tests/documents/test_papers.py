"""The papers of a meeting: who may print names, in which order, and that all is large enough to read."""

import re
import subprocess
from pathlib import Path

import pytest

from app.documents.papers import FEWEST_CARDS, WALK_INS, hand_count_sheet, paper_forms, sign_in_sheet
from app.documents.pdf import pdf
from app.meetings import queries
from tests.documents.test_pdf import pages_of, text_of
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.meetings import a_meeting, an_item

PAPERS = ("sign-in-sheet", "hand-count-sheet", "paper-forms")


def paper(browser, meeting, name: str) -> bytes:
    answer = browser.get(f"/meetings/{meeting.id}/{name}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return answer.data


def flat(document: bytes) -> str:
    return " ".join(text_of(document).split())


def smallest_letters(document: bytes, folder: Path) -> int:
    """The size in points of the smallest letters."""
    file = folder / "paper.pdf"
    file.write_bytes(document)
    command = ["pdftohtml", "-xml", "-stdout", "-zoom", "1", "-i", str(file)]
    told = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    return min(int(size) for size in re.findall(r'<fontspec [^>]*size="(\d+)"', told))


def test_the_list_to_sign_has_members_by_name_and_rows_for_walk_ins(app, sign_in):
    council = a_council()
    leader = a_facilitator(council, name="하진행")
    for name in ("박순자", "가나다", "이영희"):
        a_member(council, name=name)
    meeting = a_meeting(council=council, called_by=leader)
    text = text_of(paper(sign_in(leader), meeting, "sign-in-sheet"))
    places = [text.index(name) for name in ("가나다", "박순자", "이영희", "하진행", "처음 온 이웃")]
    assert places == sorted(places)
    assert "확인된 주민 4명" in text


def test_only_facilitator_and_officer_print_names(app, sign_in, client):
    council = a_council()
    member = a_member(council, name="박순자")
    meeting = a_meeting(council=council)
    url = f"/meetings/{meeting.id}/sign-in-sheet.pdf"
    for person in (a_facilitator(council), an_officer(council.dong)):
        assert "박순자" in text_of(paper(sign_in(person), meeting, "sign-in-sheet"))
    assert sign_in(member).get(url).status_code == 403
    assert client.get(url).status_code == 303


@pytest.mark.parametrize("name", ["hand-count-sheet", "paper-forms"])
def test_the_other_papers_have_the_agenda_and_no_name(app, client, name):
    council = a_council()
    a_member(council, name="박순자")
    meeting = a_meeting(council=council)
    an_item(meeting, position=1, title="봉투를 어디에 둘까")
    an_item(meeting, position=2, title="누가 쓸까")
    text = flat(paper(client, meeting, name))
    assert "안건 1. 봉투를 어디에 둘까" in text
    assert "안건 2. 누가 쓸까" in text
    assert "박순자" not in text


def test_each_item_has_a_box_for_each_number_and_two_tellers(app, client):
    meeting = a_meeting()
    for place in (1, 2, 3):
        an_item(meeting, position=place)
    text = flat(paper(client, meeting, "hand-count-sheet"))
    for word in ("참석", "찬성", "반대", "기권"):
        assert text.count(word) >= 3
    assert text.count("센 사람 1 (서명)") == text.count("센 사람 2 (서명)") == 3


def test_the_forms_have_a_parking_lot_and_a_card_for_each_decision(app, client):
    meeting = a_meeting()
    for place in range(1, FEWEST_CARDS + 3):
        an_item(meeting, position=place)
    text = flat(paper(client, meeting, "paper-forms"))
    assert "나중에 이야기할 것" in text
    assert f"결정 카드 {FEWEST_CARDS + 2}" in text
    assert f"결정 카드 {FEWEST_CARDS + 3}" not in text


def test_a_meeting_without_an_agenda_still_has_its_papers(app, client):
    assert f"결정 카드 {FEWEST_CARDS}" in flat(paper(client, a_meeting(), "paper-forms"))


def test_the_size_of_letters_is_measured_and_not_guessed(app, client, tmp_path):
    assert smallest_letters(client.get(f"/meetings/{a_meeting().id}/poster.pdf").data, tmp_path) < 14


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_all_is_printed_in_14_points_and_more(app, sign_in, name, language, tmp_path):
    meeting = a_meeting()
    an_item(meeting, position=1)
    browser = sign_in(meeting.called_by)
    document = browser.get(f"/meetings/{meeting.id}/{name}.pdf", headers={"Accept-Language": language}).data
    assert smallest_letters(document, tmp_path) == 14


def test_long_words_and_many_names_stay_on_paper(app):
    council = a_council()
    meeting = a_meeting(council=council, title="라" * 80, place="마" * 120)
    for place in range(1, 8):
        an_item(meeting, position=place, title="가" * 80)
    whole = queries.meeting(meeting.id)
    members = [queries.Seat(number, number, "나" * 40, None, came_before=True) for number in range(1, 121)]
    with app.test_request_context():
        sheets = [
            pdf("sign-in-sheet", sign_in_sheet(whole, members)),
            pdf("hand-count-sheet", hand_count_sheet(whole)),
            pdf("paper-forms", paper_forms(whole)),
        ]
    assert text_of(sheets[0]).count("나" * 10) >= 120
    assert WALK_INS >= 10
    assert all(2 <= pages_of(sheet) <= 20 for sheet in sheets)
