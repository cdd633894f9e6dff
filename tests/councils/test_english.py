"""Every page of councils in English: no Korean but names, addresses and citations."""

import re

import pytest

from tests.factories import a_council, a_dong, a_facilitator, an_alley, an_officer
from tests.factories.councils import a_gathering_council, a_request

MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
QUOTED = re.compile(r"<(\w+)[^>]*\blang=\"ko\"[^>]*>.*?</\1>|(?:국사봉길|가나다)[\w\s~-]*", re.DOTALL)
HANGUL = re.compile(r"[가-힣]+")


def korean_of(html: str) -> list[str]:
    main = MAIN.search(html)
    assert main is not None
    return HANGUL.findall(QUOTED.sub("", main[0]))


@pytest.fixture
def world(app):
    """A council of an alley whose names are all Latin, with its officer who is also its facilitator."""
    dong = a_dong(name="Sangdo3", official_name="Sangdo 3", centre_name="Sangdo3 centre")
    dong.gu.name = dong.gu.city = "Dongjak"
    alley = an_alley(dong=dong, name="Ginkgo alley")
    facts = {"dong": dong, "alley": alley, "name": "Less rubbish", "number": "S-2026-1"}
    council = a_council(**facts)
    officer = an_officer(dong, name="Officer Kim")
    a_facilitator(council, user=officer)
    a_request(council, place="Guksabong-gil 82").user.name = "Lee"
    gathering = a_gathering_council(alley=alley, name="Street lamps", number="S-2026-2", names=0)
    return dong, council, gathering, officer


@pytest.mark.parametrize(
    "page",
    [
        "/councils",
        "/councils?q=nothing",
        "/councils/new",
        "/dongs/{dong}/councils/new",
        "/dongs/{dong}/membership-requests",
        "/councils/{council}/memberships/new",
        "/councils/{gathering}/memberships/new",
        "/councils/{gathering}/callers",
        "/councils/{council}/members",
        "/councils/{council}/bylaws",
        "/councils/{council}/bylaws/edition",
        "/councils/{council}/bylaws/edition?preset=seongdong",
        "/councils/{council}/closing",
    ],
)
def test_the_page_is_english_and_has_one_heading(world, sign_in, page):
    dong, council, gathering, officer = world
    address = page.format(dong=dong.id, council=council.id, gathering=gathering.id)
    browser = sign_in(officer)
    browser.set_cookie("language", "en")
    answer = browser.get(address)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert korean_of(answer.text) == []


def test_the_officer_sets_up_an_assembly_in_english(world, sign_in):
    dong, officer = world[0], world[3]
    browser = sign_in(officer)
    browser.set_cookie("language", "en")
    page = browser.get(f"/dongs/{dong.id}/assemblies/new")
    assert "Set up the residents' assembly" in page.text
    assert "Seongdong-gu, Seoul" in page.text
