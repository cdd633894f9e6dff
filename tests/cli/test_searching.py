"""flask search: an operator pauses the search of files with a reason, and it comes on again by itself."""

from datetime import timedelta

from app.decisions import queries
from app.decisions.jobs import search_files
from app.kernel import clock
from tests.conftest import rows


def test_a_pause_needs_hours_and_a_reason_and_ends_at_a_word_or_by_itself(app):
    run = app.test_cli_runner().invoke
    assert "searched" in run(args=["search", "state"]).output
    assert run(args=["search", "pause", "--hours", "25", "--why", "길게"]).exit_code == 2
    assert run(args=["search", "pause", "--hours", "3"]).exit_code == 2
    assert run(args=["search", "pause", "--hours", "3", "--why", " "]).exit_code == 1
    assert rows("search_pause") == []
    assert run(args=["search", "pause", "--hours", "3", "--why", "고장"]).exit_code == 0
    assert "고장" in run(args=["search", "state"]).output
    assert run(args=["search", "pause", "--hours", "3", "--why", "또"]).exit_code == 1
    run(args=["search", "resume"])
    assert queries.search_pause(clock.now()) is None
    run(args=["search", "pause", "--hours", "24", "--why", "다시"])
    later = clock.now() + timedelta(hours=24, minutes=1)
    assert queries.search_pause(later) is None
    search_files(later)
    assert all(row.ended_at is not None for row in rows("search_pause"))
    assert [event.action for event in rows("event")] == ["search.paused", "search.resumed"] * 2
