"""No violation of WCAG 2.2 A and AA: axe-core over a page, and what axe cannot hear, the language of its parts.

The source of axe is evaluated, so our strict CSP stays on.
"""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """tags => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
    .then(found => found.violations.map(one => ({
        id: one.id, help: one.help, nodes: one.nodes.slice(0, 3).map(node => node.html.slice(0, 200))})))"""
_UNMARKED = """() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    for (let text = walk.nextNode(); text; text = walk.nextNode()) {
        const around = text.parentElement;
        const language = around.closest("[lang]").getAttribute("lang");
        if (/[가-힣]/.test(text.data) && !around.closest("textarea") && language !== "ko")
            found.push(text.data.trim());
    }
    return found;
}"""


def assert_accessible(page: Page) -> None:
    """Fail with the rules that are broken, and where. The page's context must run JavaScript."""
    page.evaluate(SOURCE)
    found = page.evaluate(_RUN, TAGS)
    assert not found, f"{page.url}\n{_told(found)}"
    unmarked = page.evaluate(_UNMARKED)
    assert not unmarked, f"{page.url}\nKorean that is not marked as Korean (3.1.2): {unmarked}"


def _told(found: list[dict[str, Any]]) -> str:
    return "\n".join(f"{one['id']}: {one['help']}\n  " + "\n  ".join(one["nodes"]) for one in found)
