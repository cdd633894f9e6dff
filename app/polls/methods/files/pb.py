"""Pabulib .pb: META, PROJECTS and VOTES of a participatory budget; see Stolicki, Szufa, Talmon (2020)."""

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from app.polls.methods.files.lines import Malformed, cells, header, money, named_cells, numbered_lines, whole
from app.polls.methods.files.pointed_file import PointedFile
from app.polls.methods.limits import Money
from app.polls.methods.points import Pointed

SECTIONS = ("META", "PROJECTS", "VOTES")
NEEDED = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
KINDS = ("approval", "ordinal", "cumulative", "scoring")
Points = tuple[tuple[int, int], ...]


def read_pb(file: BinaryIO) -> PointedFile:
    """The projects, and the votes as points, as pabulib.org/format describes the file.

    An approval is one point; a rank r of an ordinal vote max_length + 1 - r, or what the column `points` says;
    cumulative and scoring votes bring their points. Raises Malformed, and then nothing is counted.
    """
    reader = _Reader()
    for number, text in numbered_lines(file):
        reader.take(number, text)
    return reader.done()


class _Reader:
    """What was read up to here."""

    def __init__(self) -> None:
        self.section, self.columns, self.number = "", list[str](), 0
        self.meta: dict[str, tuple[int, str]] = {}
        self.ids: dict[str, int] = {}
        self.names: dict[int, str] = {}
        self.costs: dict[int, Money] = {}
        self.official: set[int] = set()
        self.voters: set[str] = set()
        self.ballots: Counter[Points] = Counter()

    def take(self, number: int, text: str) -> None:
        """One line: a title, the names of the columns, or a row."""
        self.number = number
        if text.strip() in SECTIONS:
            self._open(text.strip())
            return
        if not self.section:
            raise Malformed(number, "the file does not begin with META")
        values = cells(number, text, ";")
        if not self.columns:
            self.columns = header(number, values, NEEDED[self.section])
        else:
            row = named_cells(number, values, self.columns)
            {"META": self._meta, "PROJECTS": self._project, "VOTES": self._vote}[self.section](row)

    def _open(self, title: str) -> None:
        awaited = SECTIONS[SECTIONS.index(self.section) + 1 :][:1] if self.section else SECTIONS[:1]
        if (title,) != awaited:
            raise Malformed(self.number, f"{title} out of its turn")
        self.section, self.columns = title, []
        if title == "PROJECTS":
            self._settle()

    def _meta(self, row: dict[str, str]) -> None:
        if row["key"] in self.meta:
            raise Malformed(self.number, f"«{row['key']}» stands twice")
        self.meta[row["key"]] = (self.number, row["value"])

    def _settle(self) -> None:
        """What META must say before the rest makes sense."""
        number, self.kind = self._said("vote_type")
        if self.kind not in KINDS:
            raise Malformed(number, f"unknown vote_type «{self.kind[:40]}»")
        self.budget = money(*self._said("budget"), "budget")
        self.num_projects, self.num_votes = self._limit("num_projects"), self._limit("num_votes")
        limits = ("min_length", "max_length", "min_points", "max_points", "max_sum_points")
        self.limits = {key: self._limit(key) for key in limits if key in self.meta}

    def _said(self, key: str) -> tuple[int, str]:
        if key not in self.meta:
            raise Malformed(self.number, f"META has no «{key}»")
        return self.meta[key]

    def _limit(self, key: str) -> int:
        return whole(*self._said(key), key)

    def _project(self, row: dict[str, str]) -> None:
        name = row["project_id"]
        if not name or "," in name or name in self.ids:
            raise Malformed(self.number, f"project «{name[:40]}» stands twice or has no name that a vote can hold")
        option = self.ids[name] = len(self.ids) + 1
        self.names[option] = row.get("name") or name
        self.costs[option] = money(self.number, row["cost"], "cost")
        if row.get("selected") == "1":
            self.official.add(option)

    def _vote(self, row: dict[str, str]) -> None:
        voter = row["voter_id"]
        if not voter or voter in self.voters:
            raise Malformed(self.number, f"voter «{voter[:40]}» stands twice or has no name")
        self.voters.add(voter)
        chosen = list(self._chosen(row["vote"]))
        if len(set(chosen)) < len(chosen):
            raise Malformed(self.number, "a vote names a project twice")
        self._within(len(chosen), "length")
        points = self._points(row, len(chosen))
        self.ballots[tuple(sorted(zip(chosen, points, strict=True)))] += 1

    def _chosen(self, vote: str) -> Iterator[int]:
        for name in vote.split(",") if vote else ():
            if name.strip() not in self.ids:
                raise Malformed(self.number, f"unknown project «{name.strip()[:40]}»")
            yield self.ids[name.strip()]

    def _points(self, row: dict[str, str], count: int) -> list[int]:
        if self.kind == "approval":
            return [1] * count
        if "points" not in row:
            return self._places(count)
        written = row["points"].split(",") if row["points"] else []
        points = [whole(self.number, text.strip(), "points") for text in written]
        if len(points) != count:
            raise Malformed(self.number, f"{len(points)} points for {count} projects")
        for value in points:
            self._within(value, "points")
        self._within(sum(points), "sum_points")
        return points

    def _places(self, count: int) -> list[int]:
        """Points for ranks where the file gives none."""
        if self.kind != "ordinal":
            raise Malformed(self.number, f"{self.kind} votes without a column «points»")
        best = self.limits.get("max_length", len(self.ids))
        return [best - place for place in range(count)]

    def _within(self, value: int, what: str) -> None:
        """Raises Malformed where META's min_ or max_ of this forbids the value."""
        least, most = self.limits.get(f"min_{what}", 0), self.limits.get(f"max_{what}", value)
        if not least <= value <= most:
            raise Malformed(self.number, f"{what}: {value} is not between {least} and {most}")

    def done(self) -> PointedFile:
        """Everything, if the file is whole."""
        if self.section != "VOTES" or not self.columns:
            raise Malformed(self.number + 1, "the file ends before VOTES")
        for what, said, found in (
            ("num_projects", self.num_projects, len(self.ids)),
            ("num_votes", self.num_votes, len(self.voters)),
        ):
            if said != found:
                raise Malformed(self.meta[what][0], f"{what} is {said}, but the file has {found}")
        ballots = tuple(Pointed(points, weight) for points, weight in sorted(self.ballots.items()))
        return PointedFile(self.names, ballots, self.costs, self.budget, frozenset(self.official))
