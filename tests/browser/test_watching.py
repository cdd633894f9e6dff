"""What watches over every page does see what it watches for."""

import pytest

from tests.browser.accessibility import assert_accessible

PAGE = "<!doctype html><html lang=ko><title>시험</title><main><h1>시험</h1>{}</main>"


def shown(window, town, inside: str, **headers: str) -> None:
    """Show a page of ours that holds what no page of ours may hold."""
    window.page.route(
        "**/planted", lambda route: route.fulfill(body=PAGE.format(inside), content_type="text/html", headers=headers)
    )
    window.page.goto(f"{town.base}/planted")


@pytest.mark.parametrize("inside", ["<img src='/x.png'>", "<input>", "<p style='color:#ccc'>흐린 글자</p>"])
def test_axe_finds_a_planted_fault(town, phone, without_javascript, inside):
    window = phone()
    shown(window, town, inside)
    with pytest.raises(AssertionError, match="/planted"):
        assert_accessible(window.page)
    other = without_javascript()
    shown(other, town, inside)
    with pytest.raises(AssertionError, match="/planted"):
        other.look()


def test_a_page_that_is_too_wide_is_found(town, phone):
    window = phone()
    shown(window, town, "<p style='width:900px'>넓은 글</p><meta name=viewport content='width=device-width'>")
    with pytest.raises(AssertionError, match="px too wide"):
        window.look()


def test_an_inline_script_and_another_server_are_noted(town, phone):
    window = phone()
    policy = {"Content-Security-Policy": "default-src 'self'; img-src *"}
    window.page.route("https://other.example/**", lambda route: route.abort())
    shown(window, town, "<script>1</script><img alt='' src='https://other.example/x.png'>", **policy)
    noted = "\n".join(window.faults)
    window.faults.clear()
    assert "Content Security Policy" in noted
    assert "asked another server: https://other.example/x.png" in noted
