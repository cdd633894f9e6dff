"""What visitors and neighbours can read of people: no number, no address, no birth year, no list of who came."""

import io
import re
import shutil
import subprocess
import zipfile

import pytest

from tests.access.table import LINES, addresses
from tests.access.walking import Walk
from tests.access.world import BIRTH_YEAR, ROAD, SECRET

pytestmark = pytest.mark.once

MOBILE = re.compile(r"(?<![0-9a-f])01[016789][-. ]?\d{3,4}[-. ]?\d{4}(?![0-9a-f])")  # a hash is no number
EXAMPLE = "01012345678"  # stands in the hint of a field
# by itself: not a part of a hash, and not of the numbers that names in the tests have
YEAR = re.compile(rf"(?<![0-9A-Za-z]){BIRTH_YEAR}(?![0-9A-Za-z])(?<!주민{BIRTH_YEAR})")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")


def reading(walk: Walk, role: str) -> dict[str, str]:
    """The words of everything that the role may open: pages, PDF files, calendars, pictures of codes."""
    found = {}
    for path in sorted({path for line in LINES if line.method == "GET" for path in addresses(walk, line)}):
        answer = walk.go(role, "GET", path)
        if answer.status_code == 200:
            for any_number in ("Content-Length", "ETag"):  # a size or a file's moment: by chance a number like any
                answer.headers.pop(any_number, None)
            found[path] = _words(answer.data, answer.mimetype) + str(answer.headers)
    return found


def _words(content: bytes, kind: str) -> str:
    if kind == "application/pdf":
        done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
        return done.stdout.decode()
    if zipfile.is_zipfile(io.BytesIO(content)):
        return _all_members(zipfile.ZipFile(io.BytesIO(content)))
    return "" if kind.startswith("image/webp") else io.TextIOWrapper(io.BytesIO(content), "utf-8").read()


def _all_members(archive: zipfile.ZipFile) -> str:
    """The words of all parts of an office file, what it says of itself among them, without the names of elements."""
    parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    return re.sub(r"<[^>]*>", " ", "\n".join(parts))


@pytest.mark.parametrize("role", ["V", "S", "R", "r", "P"])
def test_nobody_reads_of_others_what_is_theirs(walk: Walk, role: str) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    user = walk.world.users.get(role)
    own = {EXAMPLE, *([user.phone, user.email] if user else [])}
    pages = reading(walk, role)
    assert len(pages) > 20
    for path, words in pages.items():
        said = [found for found in MOBILE.findall(words) if found.replace("-", "") not in own]
        assert said == [], path
        assert [
            found for found in MAIL.findall(words) if found not in own and not found.endswith("golmok.test")
        ] == [], path
        assert SECRET not in words, path
        assert ROAD not in words or path.startswith("/account"), path
        assert not YEAR.search(words) or "memberships/new" in path, path
        assert "명단의 그분" not in words, path


def test_a_neighbour_learns_of_the_members_their_names_and_nothing_more(walk: Walk) -> None:
    council = walk.world.things["council active"]["council_id"]
    words = walk.go("R", "GET", f"/councils/{council}/members").text
    assert "글쓴주민" in words
    assert not YEAR.search(words)
    assert ROAD not in words


def test_the_officer_alone_sees_the_road_that_waits_to_be_confirmed(walk: Walk) -> None:
    dong = walk.world.things["dong"]["dong_id"]
    assert ROAD in walk.go("D", "GET", f"/dongs/{dong}/membership-requests").text
    for role in ("F", "d", "P"):
        assert ROAD not in walk.go(role, "GET", f"/dongs/{dong}/membership-requests").text
