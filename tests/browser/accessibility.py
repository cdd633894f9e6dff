"""axe-core over a page: no violation of WCAG 2.2 A and AA. Its source is evaluated, so our strict CSP stays on."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """tags => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
    .then(found => found.violations.map(one => ({
        id: one.id, help: one.help, nodes: one.nodes.slice(0, 3).map(node => node.html.slice(0, 200))})))"""


def assert_accessible(page: Page) -> None:
    """Fail with the rules that are broken, and where. The page's context must run JavaScript."""
    page.evaluate(SOURCE)
    found = page.evaluate(_RUN, TAGS)
    assert not found, f"{page.url}\n{_told(found)}"


def _told(found: list[dict[str, Any]]) -> str:
    return "\n".join(f"{one['id']}: {one['help']}\n  " + "\n  ".join(one["nodes"]) for one in found)
