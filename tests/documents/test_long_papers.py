"""Papers that are long: two hundred requests in every format, in bounded time and memory."""

import tracemalloc
from typing import Any

import pytest

from app.documents.files import FORMATS
from app.documents.official.result_report import result_report
from app.kernel import clock
from tests.documents.made import AWKWARD
from tests.documents.readers import docx_text, hwpx_text, squeezed
from tests.documents.test_pdf import text_of
from tests.documents.test_reports import a_body

READERS = {"hwpx": hwpx_text, "docx": docx_text, "pdf": text_of}  # tags of so many take minutes to read
MOST_MEMORY = 64_000_000


def two_hundred() -> Any:
    """A report with as many requests, each of them a long one."""
    texts = [f"{number}번 요청: {AWKWARD}" for number in range(1, 201)]
    one = a_body()["requests"][0]
    return a_body(requests=[{**one, "position": place, "text": text} for place, text in enumerate(texts, 1)])


@pytest.mark.parametrize("ending", READERS)
def test_two_hundred_requests_are_all_there_and_memory_stays_bounded(app, ending):
    with app.test_request_context():
        paper = result_report(two_hundred(), 7, 1)
        FORMATS[ending].make(result_report(a_body(), 7), clock.now())  # what is loaded once
        tracemalloc.start()
        content = FORMATS[ending].make(paper, clock.now())
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    text = squeezed(READERS[ending](content))
    assert all(f"{number}번요청:펲이" in text for number in range(1, 201))
    assert peak < MOST_MEMORY
