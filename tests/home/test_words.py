"""Pages of words, preferences and the menu: for visitors too."""

import pytest

from tests.browsing import submit
from tests.factories import a_user, an_operator


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/about", "이웃 셋이 부르면 열립니다"),
        ("/help", "약속할 수 없는 것"),
        ("/accessibility", "글자판만으로"),
        ("/privacy", "주민등록번호는 어디에도 받지 않습니다"),
    ],
)
def test_everybody_reads_the_pages_of_words(client, address, words):
    answer = client.get(address)
    assert answer.status_code == 200
    assert words in answer.text
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("endpoint", ["/about", "/help", "/accessibility", "/privacy"])
def test_the_footer_leads_to_every_page_of_words(client, endpoint):
    page = client.get("/").text
    assert f'href="{endpoint}"' in page[page.index("site-footer") :]


def test_the_menu_marks_the_page_one_is_on(client):
    page = client.get("/help").text
    assert '<a href="/help" aria-current="page">' in page
    assert 'href="/mine"' not in page


def test_somebody_who_signed_in_finds_the_own_alley_in_the_menu(sign_in):
    assert 'href="/mine"' in sign_in(a_user()).get("/help").text


def test_an_operator_has_no_desk(sign_in):
    assert "받은 요청" not in sign_in(an_operator()).get("/").text


@pytest.mark.parametrize(("name", "value"), [("language", "en"), ("type_size", "large")])
def test_a_choice_is_kept_and_the_page_comes_back(client, name, value):
    client.get("/help")
    token = client.get("/help").text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post("/preferences", data={"csrf_token": token, "next": "/help", name: value})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/help"
    page = client.get("/help").text
    assert ('lang="en"' if name == "language" else 'class="large-type"') in page[:200]


def test_a_choice_that_there_is_not_is_not_kept(client):
    answer = submit(client, "/help", "/preferences")
    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers or "language=" not in answer.headers["Set-Cookie"]


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:1"])
def test_the_way_back_never_leads_to_another_site(client, elsewhere):
    token = client.get("/help").text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post("/preferences", data={"csrf_token": token, "next": elsewhere, "language": "ko"})
    assert answer.headers["Location"] == "/"


def test_the_demo_says_that_it_is_one(app, client):
    assert "여기는 보기 동네입니다" not in client.get("/").text
    app.config["DEMO"] = True
    try:
        assert "여기는 보기 동네입니다" in client.get("/").text
    finally:
        app.config["DEMO"] = False
