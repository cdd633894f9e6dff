"""Files of answers as an officer's browser sends them, and what is kept of them."""

from io import BytesIO
from pathlib import Path

from tests.browsing import submit
from tests.factories.decisions import words

NAME = "봉투 배부 현황.xlsx"


def sent(browser, asked, content, name=NAME, **more):
    return submit(browser, f"/requests/{asked.id}/files", "/files", follow=True, file=(BytesIO(content), name), **more)


def published(browser, asked, **given):
    told = words(**given).kept
    return submit(browser, f"/requests/{asked.id}/answer", publish="yes", follow=True, **told)


def kept(app):
    folder = Path(app.config["UPLOADS"])
    return {path.name for path in folder.iterdir()} if folder.exists() else set()
