"""Reading the timeline on the page of a matter."""

import re


def page_of(browser, proposal) -> str:
    answer = browser.get(f"/matters/{proposal.id}")
    assert answer.status_code == 200
    return answer.text


def told(html: str) -> list[tuple[str, str, str, str]]:
    """The lines of the timeline: moment, who, title, text."""
    lines = re.findall(
        r'<li class="timeline-\w+">\s*<p class="meta"><time[^>]*>([^<]*)</time>(?: · ([^<]*))?</p>\s*'
        r'<p class="timeline-title">(?:<a [^>]*>)?([^<]*)(?:</a>)?</p>(?:\s*<p>([^<]*)</p>)?',
        html,
    )
    assert len(lines) == html.count('class="timeline-title"')
    return lines


def lines_of(html: str, title: str) -> list[tuple[str, str, str, str]]:
    return [line for line in told(html) if line[2] == title]


def line_of(html: str, title: str) -> tuple[str, str, str]:
    """The moment, who and the text of the one line with this title."""
    (found,) = lines_of(html, title)
    return found[0], found[1], found[3]
