"""Rules over templates, addresses, words and voting methods."""

import ast
import re
from collections.abc import Iterable, Iterator

from tests.architecture.source import Module, Offence

TEMPLATE_LINES = 150
COMPARED = re.compile(
    r"\.(?:role|state)\s*(?:==|!=|\bis\b|\bin\b|\bnot\s+in\b)\s*[\"'\w\[(]"
    r"|[\"']\s*(?:==|!=)\s*(?:\w+\.)+(?:role|state)\b"
    r"|\bis_(?:facilitator|officer|admin|staff)\b"
)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
HANGUL = re.compile(r"[가-힣]")
# what gettext sees: expressions, statements and comments; and words said to be Korean in both languages
ANSWERED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<(\w+)[^>]*\blang=\"ko\"[^>]*>.*?</\1>", re.DOTALL)
SEGMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*")
VARIABLE = re.compile(r"<(int|string|uuid|path|any)(\([^>]*\))?:[a-z_]+>")
VERBS = set(
    "create update delete edit remove add cast open close submit approve reject cancel endorse withdraw merge "
    "convene adjourn certify publish decide send save get list show do".split()
)
# what is of no use to a reader of the project; the brackets keep this file from finding itself
WORDS = (
    (re.compile(r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|registry[.]yarnpkg|npmmirror[.]com|--index-ur[l]"),
     "names the address of a package registry"),
    (re.compile(r"/wor[k]/(shared|main|brief|\.library)|\bHOUSE[.]md\b"), "names a path of the developers' machine"),
    (re.compile(r"\b(claud[e]|anthropi[c]|chatgp[t]|copilo[t]|open[a]i)\b", re.IGNORECASE),
     "names a tool of the developers"),
    (re.compile(r"\b(next|previous|earlier|later|future|helper) sessio[n]s?\b|\bsub-?agen[t]s?\b"
                r"|(?<![\w/#-])issu[e]s? #?\d{1,2}\b", re.IGNORECASE),
     "speaks of how the project is developed"),
)  # fmt: skip


def long_template(path: str, text: str) -> Iterator[Offence]:
    """A template over the cap."""
    count = text.count("\n")
    if count > TEMPLATE_LINES:
        yield Offence(path, count, f"{count} lines; at most {TEMPLATE_LINES}")


def comparisons(path: str, text: str) -> Iterator[Offence]:
    """A template that compares a role or a state instead of asking `may(…)`."""
    for line, code in _code(text):
        if COMPARED.search(code):
            yield Offence(path, line, f"compares a role or a state: {code.strip()}")


def inline_code(path: str, text: str) -> Iterator[Offence]:
    """Script or style inside a page, which our content security policy would refuse."""
    for number, line in enumerate(text.splitlines(), 1):
        if found := INLINE.search(line):
            yield Offence(path, number, f"«{found[0].strip()}» inside the page")


def untold_korean(path: str, text: str) -> Iterator[Offence]:
    """Korean text that gettext never sees."""
    blanked = ANSWERED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for number, line in enumerate(blanked.splitlines(), 1):
        if HANGUL.search(line):
            yield Offence(path, number, f"stands outside _(…): {line.strip()}")


def odd_addresses(rules: Iterable[str]) -> Iterator[Offence]:
    """Addresses that are not kebab-case nouns with typed variables."""
    for rule in rules:
        for segment in filter(None, rule.split("/")):
            bare = VARIABLE.sub("0", segment)
            if "<" in bare:
                yield Offence(rule, 0, f"the variable in «{segment}» has no type")
            elif not SEGMENT.fullmatch(bare):
                yield Offence(rule, 0, f"«{segment}» is not kebab-case")
            elif bare in VERBS:
                yield Offence(rule, 0, f"«{segment}» is a verb; name the thing")


def unfit_words(path: str, text: str) -> Iterator[Offence]:
    """Words that belong to the making of the project, not to the project."""
    for pattern, what in WORDS:
        for found in pattern.finditer(text):
            yield Offence(path, text.count("\n", 0, found.start()) + 1, f"{what}: «{found[0]}»")


def method_keys(module: Module) -> list[str]:
    """The keys of the voting methods that a module defines: `key = "approval"` in a class body."""
    return [
        value.value
        for holder in ast.walk(module.tree)
        if isinstance(holder, ast.ClassDef)
        for node in holder.body
        for name, value in _assigned(node)
        if name == "key" and isinstance(value, ast.Constant)
    ]


def _assigned(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
        yield node.target.id, node.value
    if isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name):
                yield target.id, node.value
            elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                yield from (
                    (name.id, value)
                    for name, value in zip(target.elts, node.value.elts, strict=True)
                    if isinstance(name, ast.Name)
                )


def _code(text: str) -> Iterator[tuple[int, str]]:
    for found in re.finditer(r"\{\{.*?\}\}|\{%.*?%\}", text, re.DOTALL):
        yield text.count("\n", 0, found.start()) + 1, found[0]
