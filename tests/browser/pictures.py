"""Pictures for the documentation, taken where the tests come by: only with GOLMOK_PICTURES=1 (`make pictures`)."""

import os
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.browser.towns import fetched
from tests.browser.windows import Window

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
COLOURS = 255
TALLEST = 1500  # CSS pixels of a page; the rest is cut


def wanted() -> bool:
    """Whether this run takes pictures."""
    return os.environ.get("GOLMOK_PICTURES") == "1"


def keep(window: Window, name: str, *, languages: tuple[str, ...] = ("en",), tallest: int = TALLEST) -> None:
    """Keep what the phone shows, in Korean, and the same address on a desktop in the given languages."""
    if not wanted():
        return
    save(window, f"{name}-360-{window.language}", tallest)
    keep_wide(window, name, languages=languages, tallest=tallest)


def keep_wide(window: Window, name: str, *, languages: tuple[str, ...] = ("en",), tallest: int = TALLEST) -> None:
    """Keep the address that the window shows as it is on a desktop, in the given languages."""
    if not wanted():
        return
    for language in languages:
        wide = window.twin(is_phone=False, language=language)
        wide.open(window.path)
        save(wide, f"{name}-1280-{language}", tallest)
        wide.close()


def keep_sheet(window: Window, path: str, name: str) -> None:
    """Keep the first page of a PDF."""
    if not wanted():
        return
    with tempfile.TemporaryDirectory() as folder:
        pdf, stem = Path(folder) / "sheet.pdf", Path(folder) / "sheet"
        pdf.write_bytes(fetched(window, path).body())
        subprocess.run(("pdftoppm", "-png", "-r", "80", "-singlefile", str(pdf), str(stem)), check=True)
        _write(stem.with_suffix(".png").read_bytes(), name)


def save(window: Window, name: str, tallest: int = TALLEST) -> None:
    """Keep what the window shows."""
    page = window.page
    page.evaluate("document.fonts.ready") if window.scripts else page.wait_for_timeout(200)
    size = page.viewport_size
    assert size is not None
    height = int(page.locator("body").bounding_box()["height"])  # type: ignore[index]
    clip = {"x": 0, "y": 0, "width": size["width"], "height": min(height, tallest)}
    _write(page.screenshot(full_page=True, clip=clip, animations="disabled"), name)  # type: ignore[arg-type]


def _write(png: bytes, name: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    image = Image.open(BytesIO(png)).convert("RGB")
    few = image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)  # keeps the small green dots
    few.save(FOLDER / f"{name}.png", optimize=True)
