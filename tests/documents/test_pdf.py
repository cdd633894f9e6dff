"""PDF by Typst: text stays text, words stay whole, and what is only warned of stops the document."""

import subprocess
from dataclasses import asdict
from pathlib import Path

import pytest

from app.documents.official.paper import Paper, Text, lines_of
from app.documents.pdf import FONTS, Misprint, pdf, printed

ATTACK = '#read("/etc/passwd") *x* _y_ $z$ #panic() @ref <tag> \\ `code` // no comment'


def text_of(document: bytes, layout: bool = False) -> str:
    """What a reader copies out of the PDF."""
    command = ["pdftotext", *(["-layout"] if layout else []), "-", "-"]
    return subprocess.run(command, input=document, capture_output=True, check=True).stdout.decode()


def pages_of(document: bytes) -> int:
    told = subprocess.run(["pdfinfo", "-"], input=document, capture_output=True, check=True).stdout.decode()
    return int(next(line.split()[-1] for line in told.splitlines() if line.startswith("Pages")))


def a_paper(*said: str) -> dict:
    lines = [asdict(line) for line in lines_of(Paper("회의록", "국사봉길 골목회의", "회의록", tuple(map(Text, said))))]
    return {"title": "회의록", "lines": lines, "address": "", "proof": ""}


def test_what_residents_wrote_comes_out_as_they_wrote_it(app):
    text = " ".join(text_of(pdf("paper", a_paper(ATTACK))).split())
    assert '#read("/etc/passwd") *x* _y_ $z$ #panic() @ref <tag> \\ `code` // no comment' in text
    assert "root:" not in text


@pytest.mark.parametrize(
    "text", ["= 제목", "- 목록", "+ 하나", "1. 번호", "/ 말: 뜻", "\n\n두 문단", "첫째 줄에서\n둘째 줄까지"]
)
def test_marks_at_the_start_of_a_line_are_text_too(app, text):
    shown = " ".join(text_of(pdf("paper", a_paper(text, "끝말"))).split())
    assert " ".join(text.split()) in shown
    assert "끝말" in shown


def test_korean_words_are_not_split_at_the_end_of_a_line(app):
    words = [f"골목쓰레기{number}번봉투를" for number in range(60)]
    text = text_of(pdf("paper", a_paper(" ".join(words))))
    assert all(word in text.split() for word in words)


def test_a_word_longer_than_a_line_does_not_run_off_the_page(app):
    document = pdf("paper", a_paper("가" * 400))
    assert pages_of(document) == 1
    assert text_of(document).count("가") == 400


def test_rare_syllables_and_hanja_are_printed(app):
    assert "펲이 꿻과 洞에서 만났다" in " ".join(text_of(pdf("paper", a_paper("펲이 꿻과 洞에서 만났다"))).split())


def test_the_document_is_tagged_titled_and_says_its_language(app):
    document = pdf("paper", a_paper())
    told = subprocess.run(["pdfinfo", "-"], input=document, capture_output=True, check=True).stdout.decode()
    assert "Tagged:          yes" in told
    assert "회의록" in told
    assert b"pdfuaid" in document
    assert b"(ko" in document


def test_the_same_facts_give_the_same_document(app):
    assert pdf("paper", a_paper()) == pdf("paper", a_paper())


def test_a_document_in_english_says_so(app):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert b"(en" in pdf("paper", a_paper())


def test_a_fact_that_is_missing_stops_the_document(app):
    with pytest.raises(Misprint, match="paper"):
        pdf("paper", {"title": "회의록"})


def test_a_missing_font_stops_the_document(app):
    with pytest.raises(Misprint, match="no such font"):
        printed(b'#set document(title: "x")\n#set text(font: "No Such Font")\n= x', "{}")


@pytest.mark.parametrize("path", ["/../../etc/passwd", "../../config.py", "/etc/passwd"])
def test_even_a_template_reads_nothing_outside_its_folder(app, path):
    with pytest.raises(Misprint):
        printed(f'#set document(title: "x")\n#read("{path}")'.encode(), "{}")


def test_the_fonts_are_our_own():
    assert {path.name for path in Path(FONTS).glob("*.otf")} == {"PretendardGOV-Regular.otf", "PretendardGOV-Bold.otf"}
