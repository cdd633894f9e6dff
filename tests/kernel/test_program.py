"""The fingerprint of the program: of the files that it is made of, and of every letter in them."""

import shutil
import subprocess
import tomllib

import pytest

from app.kernel.program import FILES, FOLDERS, ROOT, program_in, running

pytestmark = pytest.mark.once
LISTED = (
    r"{ find app templates -type f | grep -E '\.(html|js|po|py)$';"
    r" printf 'config.py\npyproject.toml\nrequirements.txt\n'; }"
    " | LC_ALL=C sort | xargs sha256sum | sha256sum"
)


@pytest.fixture
def small(tmp_path):
    """A folder like ours, with one file of each kind."""
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path)
    for name in FOLDERS:
        (tmp_path / name / "in").mkdir(parents=True)
        (tmp_path / name / "in" / "one.py").write_text("1\n")
    return tmp_path


def changed(folder, path, text):
    """The program once the file is changed; what was found of a folder before is kept for the whole process."""
    copy = folder.parent / f"changed {path.replace('/', ' ')}"
    shutil.copytree(folder, copy)
    (copy / path).write_text(text)
    return program_in(copy)


def test_what_runs_has_the_version_of_the_project_and_the_fingerprint_of_its_files(app):
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert (running().version, running().code) == (version, program_in(ROOT).code)


def test_anybody_finds_the_same_fingerprint_with_sha256sum():
    said = subprocess.run(["bash", "-c", LISTED], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.split()[0] == program_in(ROOT).code
    assert LISTED in (ROOT / "docs/how-to/check-a-result.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path", ["app/in/one.py", "templates/in/ballot.html", "app/in/words.po", "app/in/verify.js", "requirements.txt"]
)
def test_a_change_of_a_letter_gives_another_fingerprint(small, path):
    assert changed(small, path, "another\n").code != program_in(small).code


@pytest.mark.parametrize("path", ["app/in/words.mo", "app/in/one.cpython-311.pyc", "var.db"])
def test_what_is_made_while_it_runs_is_no_part_of_it(small, path):
    assert changed(small, path, "another\n").code == program_in(small).code


def test_a_new_version_is_told(small):
    assert changed(small, "pyproject.toml", '[project]\nversion = "9.8.7"\n').version == "9.8.7"
