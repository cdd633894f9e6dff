"""Fifty leaks over all kinds and places, and two hundred documents as offices publish them, drawn with a seed."""

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.factories import papers

Make = Callable[[], tuple[str, bytes]]


class Leak(NamedTuple):
    """A document with one piece of personal data in it."""

    name: str
    kind: str
    secret: str
    make: Make


def checked(head: str) -> str:
    """A registration number of before 2020-10 that begins with these 12 digits, with its check digit."""
    total = sum(weight * int(digit) for weight, digit in zip((2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), head, strict=True))
    last = (11 - total % 11) % 10
    return f"{head[:6]}-{head[6:]}{last if head[6] < '5' else (last + 2) % 10}"


VALUES: dict[str, list[str]] = {
    "resident_number": [
        checked("880214123456"), "210315-3456789", checked("750630298765").replace("-", ""),
        "９５０１２３－２３４５６７８", "030405 4123456",
    ],
    "foreigner_number": [checked("910707512345"), "220101-7123456"],
    "mobile": ["010-2345-6789", "01098765432", "+82 10-3456-7890", "011.234.5678"],
    "landline": ["신청인 박영수 02-812-3456", "자택: 031) 555-1234"],
    "account": ["국민은행 123456-01-123456", "계좌번호 110123456789", "농협 302-1234-5678-91 (예금주 김순자)"],
    "email": ["soonja.kim@naver.com", "park1955 (at) hanmail.net"],
    "address": ["래미안 101동 1203호", "사당로12길 34-5, 302호", "상도동 123-4 지층 1호", "한솔아파트 103-1502"],
    "card": ["4111-1111-1111-1111", "카드번호 5500 0000 0000 0004"],
    "passport": ["여권번호 M12345678", "M123A4567"],
    "licence": ["11-12-345678-90", "면허번호 서울 12-345678-90"],
    "plate": ["123가 4568"],
}  # fmt: skip


def _in_line(kind: str, secret: str) -> Iterator[tuple[str, Make]]:
    line = f"현장 확인 결과입니다. {secret} 확인함."
    yield "docx body", lambda: ("docx", papers.a_docx([papers.LINE, line]))
    yield "docx table", lambda: ("docx", papers.a_docx(rows=[["번호", "비고"], ["1", secret]]))
    yield "docx header", lambda: ("docx", papers.a_docx(header=line))
    yield "docx footer", lambda: ("docx", papers.a_docx(footer=line))
    yield "docx tracked deletion", lambda: ("docx", papers.a_docx(deleted=line))
    yield "docx comment", lambda: ("docx", papers.a_docx(comment=line))
    yield "docx last modified by", lambda: ("docx", papers.a_docx(last_modified_by=secret))
    yield "docx cut into runs", lambda: ("docx", papers.a_docx(split=secret))
    yield "xlsx sheet", lambda: ("xlsx", papers.an_xlsx([["번호", "비고"], [1, secret]]))
    yield "xlsx hidden sheet", lambda: ("xlsx", papers.an_xlsx(hidden_sheet=secret))
    yield "xlsx hidden column", lambda: ("xlsx", papers.an_xlsx(hidden_column=secret))
    yield "xlsx hidden row", lambda: ("xlsx", papers.an_xlsx(hidden_row=secret))
    yield "xlsx comment", lambda: ("xlsx", papers.an_xlsx(comment=line))
    yield "xlsx header", lambda: ("xlsx", papers.an_xlsx(header=secret))
    yield "xlsx author", lambda: ("xlsx", papers.an_xlsx(author=secret))
    yield "xlsx description", lambda: ("xlsx", papers.an_xlsx(company=secret))
    yield "pdf text", lambda: ("pdf", papers.a_pdf([papers.LINE, line]))
    yield "pdf title", lambda: ("pdf", papers.a_pdf(title=secret))
    yield "pdf author", lambda: ("pdf", papers.a_pdf(author=secret))
    yield "pdf annotation", lambda: ("pdf", papers.a_pdf(annotation=secret))
    yield "hwpx section", lambda: ("hwpx", papers.a_hwpx([papers.LINE, line]))
    yield "hwpx header", lambda: ("hwpx", papers.a_hwpx(header=line))
    yield "hwpx memo", lambda: ("hwpx", papers.a_hwpx(memo=line))
    yield "hwpx preview", lambda: ("hwpx", papers.a_hwpx(preview=line))
    yield "hwpx author", lambda: ("hwpx", papers.a_hwpx(author=secret))
    yield "csv cell", lambda: ("csv", f"번호,비고\r\n1,{secret}\r\n".encode("cp949" if secret.isascii() else "utf-8"))
    yield "txt line", lambda: ("txt", f"{papers.LINE}\n{line}\n".encode())


def all_leaks() -> list[Leak]:
    """Every value in every place."""
    return [
        Leak(f"{kind}: {secret[:4]}… in {place}", kind, secret, make)
        for kind, secrets in VALUES.items()
        for secret in secrets
        for place, make in _in_line(kind, secret)
    ]


def fifty_leaks(seed: int = 49) -> list[Leak]:
    """Fifty of them: each place at least once, each kind at least once, the rest drawn."""
    chance, every = random.Random(seed), all_leaks()
    chance.shuffle(every)
    chosen: dict[str, Leak] = {}
    for leak in every:
        place = leak.name.partition(" in ")[2]
        if not any(one.endswith(place) for one in chosen) or all(one.kind != leak.kind for one in chosen.values()):
            chosen[leak.name] = leak
    chosen |= {leak.name: leak for leak in every[: 50 - len(chosen)] if leak.name not in chosen}
    for leak in every:
        if len(chosen) >= 50:
            break
        chosen.setdefault(leak.name, leak)
    return list(chosen.values())
