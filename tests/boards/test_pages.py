"""What the pages of boards say: sentences, pictures, order, and what is said where there is nothing."""

import re

from app.kernel import clock
from app.kernel.db import session
from app.places.models import Gu
from tests.boards.made import a_past_request, an_answered_one
from tests.factories import a_council, a_dong, a_gu, a_member, an_officer, days
from tests.factories.proposals import a_proposal, an_endorsement

SENTENCES = (
    "지난 석 달: 요청 4건 가운데 2건에 답했습니다.",
    "그 가운데 1건은 기한을 넘겼습니다.",
    "1건은 답할 날이 아직 남았습니다.",
    "1건은 기한이 지났는데 답이 없습니다.",
)


def a_council_with_four_requests():
    council = a_council()
    officer, today = an_officer(council.dong), clock.today()
    an_answered_one(council, officer, due_on=today - days(1), told_on=today - days(2))
    an_answered_one(council, officer, due_on=today - days(3), told_on=today - days(2))
    a_past_request(council, today - days(1))
    a_past_request(council, today + days(3))
    return council


def dongs_of(page: str) -> list[str]:
    return re.findall(r'<tr><th scope="row"><a [^>]*>([^<]*)</a>', page)


def widths(page: str) -> list[tuple[str, float]]:
    found = re.findall(r'<rect class="part part-(\w+)" x="[\d.]+" width="([\d.]+)"', page)
    return [(tone, float(width)) for tone, width in found]


def test_a_council_and_its_dong_tell_the_last_three_months_in_sentences_and_a_picture(app, client):
    council = a_council_with_four_requests()
    a_past_request(a_council(dong=council.dong), clock.today() - days(1))
    dong_id = council.dong_id
    of_council = client.get(f"/councils/{council.id}").text
    assert all(words in of_council for words in SENTENCES)
    assert widths(of_council) == [("agree", 25.0), ("late", 25.0), ("pass", 25.0), ("overdue", 25.0)]
    for path in (f"/dongs/{dong_id}", f"/dongs/{dong_id}/figures"):
        page = client.get(path).text
        assert "요청 5건 가운데 2건에 답했습니다." in page
        assert "2건은 기한이 지났는데 답이 없습니다." in page
        assert widths(page)[-1] == ("overdue", 40.0)


def test_the_sentences_are_in_english_too(app, client):
    council = a_council_with_four_requests()
    client.set_cookie("language", "en")
    page = client.get(f"/dongs/{council.dong_id}/figures").text
    assert "Last three months: 2 of 4 requests were answered." in page


def test_pictures_of_dongs_share_one_scale(app, client):
    council = a_council_with_four_requests()
    gu_id = council.dong.gu_id
    other = a_council(dong=a_dong(gu=session().get_one(Gu, gu_id)))
    a_past_request(other, clock.today() - days(1))
    page = client.get(f"/gus/{gu_id}/figures").text
    assert widths(page)[-1] == ("overdue", 25.0)  # one of the four of the other dong


def test_a_table_is_sorted_by_plain_links_the_largest_first(app, client):
    gu = a_gu()
    for name, count in (("가동", 1), ("나동", 3), ("다동", 0), ("라동", 2)):
        council = a_council(dong=a_dong(gu=gu, name=name))
        for _each in range(count):
            a_past_request(council, clock.today() - days(1))
    path = f"/gus/{gu.id}/figures"
    page = client.get(path).text
    assert dongs_of(page) == ["가동", "나동", "다동", "라동"]
    assert f'href="{path}?span=three-months&amp;sort=overdue#table"' in page
    assert dongs_of(client.get(f"{path}?sort=overdue").text) == ["나동", "라동", "가동", "다동"]
    assert dongs_of(client.get(f"{path}?sort=nothing").text) == ["가동", "나동", "다동", "라동"]


def test_the_order_tells_nothing_of_numbers_that_are_not_told(app, client):
    gu = a_gu()
    for name, count in (("가동", 2), ("나동", 4), ("다동", 6), ("라동", 3)):
        proposal = a_proposal(a_council(dong=a_dong(gu=gu, name=name)))
        for _each in range(count - 1):
            an_endorsement(proposal)
    page = client.get(f"/gus/{gu.id}/figures?sort=voices").text
    assert dongs_of(page) == ["다동", "가동", "나동", "라동"]
    assert page.count(">밝히지 않음</a>") == 6


def test_a_gu_shows_its_own_dongs_and_everywhere_shows_all(app, client):
    here, there = a_council(dong=a_dong(name="여기동")), a_council(dong=a_dong(name="저기동"))
    gu_ids = here.dong.gu_id, there.dong.gu_id
    of_gu = client.get(f"/gus/{gu_ids[0]}/figures").text
    assert dongs_of(of_gu) == ["여기동"]
    everywhere = client.get("/figures").text
    assert {name.split()[-1] for name in dongs_of(everywhere)} == {"여기동", "저기동"}
    assert f'href="/gus/{gu_ids[1]}/figures?' in everywhere
    assert client.get("/gus/4711/figures").status_code == 404


def test_where_there_is_nothing_the_page_says_what_would_fill_it(app, client):
    assert "아직 골목회의가 있는 동이 없습니다" in client.get("/figures").text
    council = a_council()
    page = client.get(f"/dongs/{council.dong_id}/figures").text
    assert "이 기간에는 아직 센 것이 없습니다" in page
    assert "답을 기다린 요청이 없습니다" in client.get(f"/dongs/{council.dong_id}").text
    assert "이 기간에는 없습니다" in client.get(f"/dongs/{council.dong_id}/figures/overdue").text
    assert 'id="answering"' not in client.get(f"/councils/{council.id}").text


def test_a_board_is_the_same_for_everybody(app, client, sign_in):
    council = a_council_with_four_requests()
    path = f"/dongs/{council.dong_id}/figures"
    numbers = re.compile(r'data-figure="([\w-]+)">([^<]*)<')
    for person in (an_officer(council.dong), a_member(council)):
        assert numbers.findall(sign_in(person).get(path).text) == numbers.findall(client.get(path).text)
