"""The English catalogues: one a slice; the Korean sentences in the source are the keys.

    python scripts/catalogues.py update [SLICE …]    take in new sentences, drop those that are gone
    python scripts/catalogues.py check               fail where a catalogue is not whole
    python scripts/catalogues.py compile             write the .mo files that the program reads

A slice's catalogue holds the sentences of app/<slice>/ and templates/<slice>/; `kernel` holds all others,
those of the command line too.
Catalogues carry no line numbers and no dates: they change only when a sentence does.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parent.parent
KERNEL = "kernel"
NOT_SLICES = {"static", "translations", "cli"}
KEYWORDS: Mapping[str, tuple[int, ...]] = {
    "_": (1,),
    "N_": (1,),
    "lazy": (1,),
    "gettext": (1,),
    "lazy_gettext": (1,),
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
}
SOURCES = {"app": {".py"}, "templates": {".html", ".txt", ".xml", ".svg", ".ics"}}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
HEADER = """\
# Golmok, {domain}: English. The keys are the Korean sentences of the source.
# Written by scripts/catalogues.py; only the msgstr lines are yours.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


class Catalogues:
    """All catalogues of one checkout."""

    def __init__(self, root: Path = ROOT) -> None:
        """`root` is the top of the checkout."""
        self.root = root
        self.folder = root / "app" / "translations" / "en" / "LC_MESSAGES"

    def domains(self) -> list[str]:
        """kernel, and every package of app/ beside it."""
        packages = {path.parent.name for path in (self.root / "app").glob("*/__init__.py")}
        return [KERNEL, *sorted(packages - NOT_SLICES - {KERNEL})]

    def sources(self, domain: str) -> Iterator[Path]:
        """The files whose sentences the domain holds."""
        for folder, suffixes in SOURCES.items():
            top = self.root / folder
            for path in sorted(top.rglob("*")):
                parts = path.relative_to(top).parts
                if path.suffix in suffixes and self._domain(parts) == domain:
                    yield path

    def _domain(self, parts: Sequence[str]) -> str:
        return parts[0] if len(parts) > 1 and parts[0] in self.domains() else KERNEL

    def template(self, domain: str) -> Catalog:
        """The sentences that stand in the source now, without English."""
        catalogue = Catalog(locale="en", domain=domain)
        for path in self.sources(domain):
            for names in sentences(path):
                catalogue.add(names)
        return catalogue

    def path(self, domain: str) -> Path:
        """Where the English of the domain is."""
        return self.folder / f"{domain}.po"

    def english(self, domain: str) -> Catalog:
        """The catalogue as it is kept; empty where there is none yet."""
        if not self.path(domain).exists():
            return Catalog(locale="en", domain=domain)
        with self.path(domain).open("rb") as file:
            return read_po(file, locale="en", domain=domain)

    def update(self, domain: str) -> tuple[int, int]:
        """Take in the sentences of the source. Returns how many came and how many went."""
        catalogue, template = self.english(domain), self.template(domain)
        before, now = _keys(catalogue), _keys(template)
        catalogue.update(template, no_fuzzy_matching=True)
        if now or before:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self.path(domain).open("wb") as file:
                file.write(HEADER.format(domain=domain).encode())
                write_po(
                    file, catalogue, width=100, no_location=True, omit_header=True,
                    sort_output=True, ignore_obsolete=True,
                )  # fmt: skip
        return len(now - before), len(before - now)

    def faults(self) -> list[str]:
        """What is wrong with the catalogues, one sentence each; none when they are whole."""
        found: list[str] = []
        meanings: dict[str, tuple[str, str]] = {}
        for domain in self.domains():
            catalogue = self.english(domain)
            found += self._drift(domain, catalogue)
            for message in _messages(catalogue):
                found += [f"{domain}: {fault}" for fault in faults_of(message)]
                key, text = str(message.id), str(message.string)
                first, other = meanings.setdefault(key, (domain, text))
                if text != other:
                    found.append(f"{domain}: «{key}» is «{text}» here and «{other}» in {first}")
        return found

    def _drift(self, domain: str, catalogue: Catalog) -> list[str]:
        before, now = _keys(catalogue), _keys(self.template(domain))
        cure = f"run: python scripts/catalogues.py update {domain}"
        return [f"{domain}: «{_first(key)}» is not in the catalogue; {cure}" for key in sorted(now - before)] + [
            f"{domain}: «{_first(key)}» is in no source file any more; {cure}" for key in sorted(before - now)
        ]

    def compile(self) -> int:
        """Write the .mo files that are older than their .po. Returns how many."""
        written = 0
        for path in sorted(self.folder.glob("*.po")):
            target = path.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
                continue
            with target.open("wb") as file:
                write_mo(file, self.english(path.stem))
            written += 1
        return written


def sentences(path: Path) -> Iterator[str | tuple[str, ...]]:
    """The sentences that one Python file or template gives to gettext; a plural as a pair.

    Raises ValueError, naming the file, where a template cannot be read.
    """
    extract = extract_python if path.suffix == ".py" else babel_extract
    with path.open("rb") as file:
        try:
            calls = list(extract(file, list(KEYWORDS), [], {"silent": "false"}))
        except TemplateSyntaxError as fault:
            raise ValueError(f"{path}:{fault.lineno}: {fault.message}") from fault
    for _line, function, found, _comments in calls:
        if function not in KEYWORDS:
            continue
        given = found if isinstance(found, tuple) else (found,)
        wanted = given[: len(KEYWORDS[function])]
        if wanted and all(isinstance(text, str) and text for text in wanted):
            yield wanted if len(wanted) > 1 else wanted[0]


def faults_of(message: Message) -> Iterator[str]:
    """What is wrong with one entry: no English, fuzzy, or placeholders that the Korean has not."""
    name = _first(message.id)
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(texts):
        yield f"«{name}» has no English"
        return
    if message.fuzzy:
        yield f"«{name}» is marked fuzzy"
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    expected = {mark for text in ids for mark in PLACEHOLDER.findall(text)}
    for text in texts:
        marks = set(PLACEHOLDER.findall(text))
        # an English singular may say "one neighbour" without the number
        missing = set() if len(texts) > 1 and text == texts[0] else expected - marks
        if missing or marks - expected:
            yield f"«{name}» and «{text}» differ in {', '.join(sorted(missing | marks - expected))}"


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _keys(catalogue: Catalog) -> set[tuple[str, ...]]:
    return {message.id if isinstance(message.id, tuple) else (message.id,) for message in _messages(catalogue)}


def _first(key: str | Sequence[str]) -> str:
    return key if isinstance(key, str) else key[0]


def main(arguments: Sequence[str]) -> int:
    """The command line; 0 when all went well."""
    catalogues = Catalogues()
    verb, *names = arguments or ["help"]
    if verb == "update":
        for domain in names or catalogues.domains():
            came, went = catalogues.update(domain)
            print(f"{domain}: {came} new, {went} gone")
        return 0
    if verb == "check":
        faults = catalogues.faults()
        sys.stdout.writelines(f"{fault}\n" for fault in faults)
        return 1 if faults else 0
    if verb == "compile":
        print(f"{catalogues.compile()} catalogues compiled", file=sys.stderr)
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ValueError as fault:
        sys.exit(str(fault))
