"""The order of an agenda: drawn with a mouse, or pressed with a thumb."""

from app.meetings.models import Meeting
from tests.browser.test_way_running import SNOW, open_meeting


def order(window) -> list[str]:
    return [title.partition(". ")[2] for title in window.page.locator(".agenda .card-title").all_inner_texts()]


def draw(window, item: int, over) -> None:
    """Take an item by its title, draw it over something, let go."""
    title = window.page.locator(".agenda .card-title").nth(item)
    title.hover()
    window.page.mouse.down()
    box = title.bounding_box()
    window.page.mouse.move(box["x"] + 30, box["y"] + 10, steps=4)
    over.hover()
    window.page.mouse.up()


def test_an_item_that_is_drawn_over_another_takes_its_place_and_keeps_its_minutes(town, desk):
    meeting = open_meeting(town)
    window = desk("골목 활동가").open(f"/meetings/{meeting}/agenda")
    first, second, third = order(window)
    titles = window.page.locator(".agenda .card-title")
    with window.page.expect_navigation():
        draw(window, 2, titles.nth(0))
    assert order(window.look()) == [third, first, second]
    assert window.page.locator(".agenda > li").first.locator("input.minutes").input_value() == "10"
    with window.page.expect_navigation():
        draw(window, 0, titles.nth(2))
    assert order(window.look()) == [first, second, third]


def test_an_item_that_is_let_go_beside_the_agenda_stays_where_it_was(town, desk):
    open_meeting(town)
    window = desk("골목 활동가").open(f"/meetings/{town.number(Meeting.title, SNOW)}/agenda")
    before = order(window)
    draw(window, 2, window.page.locator("h1"))
    assert order(window.open(window.path)) == before
