"""The result of a poll on paper bears the last fingerprint of the ledger, and the code that leads to its check."""

import re
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from app.kernel import ledger
from tests.documents.made import a_counted_poll
from tests.documents.readers import page_text, squeezed


def pictures(content: bytes) -> list[str]:
    """What is said in place of each picture of a PDF, in its order."""
    found: list[str] = []

    def look(node: Any) -> None:
        if node.get("/S") == "/Figure":
            found.append(str(node["/Alt"]))
        inside = node.get("/K", [])
        for one in inside if isinstance(inside, list) else [inside]:
            if hasattr(one, "get_object") and hasattr(one.get_object(), "get"):
                look(one.get_object())

    root: Any = PdfReader(BytesIO(content)).trailer["/Root"]
    look(root["/StructTreeRoot"])
    return found


def test_the_paper_says_the_last_fingerprint_and_where_to_check_it(app, client):
    number = a_counted_poll(7)
    code = ledger.entries_about("poll", number)[-1].code
    words = page_text(client.get(f"/polls/{number}/result/paper").text)
    assert code in squeezed(words)
    (address,) = re.findall(r"http://golmok\.test(/polls/\d+/record\?checkpoint=\S+)", words)
    assert "이 지문은 장부에 그대로 있습니다" in client.get(address).text


def test_the_printed_paper_has_the_code_of_the_check_beside_that_of_its_page(app, client):
    number = a_counted_poll(7)
    told = pictures(client.get(f"/polls/{number}/result.pdf").data)
    seq, _colon, digest = ledger.entries_about("poll", number)[-1].code.partition(":")
    record = f"http://golmok.test/polls/{number}/record?checkpoint={seq}"
    assert told[0] == f"http://golmok.test/polls/{number}/result"
    assert told[1].startswith(record)
    assert told[1].endswith(digest)
    assert len(told) == 2


def test_other_papers_have_the_code_of_their_page_alone(app, client):
    number = a_counted_poll(7)
    assert len(pictures(client.get(f"/polls/{number}/notice.pdf").data)) == 1
