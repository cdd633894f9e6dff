"""Finding proposals by words, by initials, and by what another proposal says.

Okapi BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009) over parts of words, without the length
of texts: a long text weighs its title no less.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.kernel.korean import are_initials, initials, parts, plain
from app.proposals.models import LONGEST_PART, Proposal, ProposalPart
from app.proposals.queries.synonyms import variants
from app.proposals.states import ProposalState

_SATURATION = 1.2  # k1: how soon more of the same part adds nothing
_MOST_ROWS = 5_000  # that one search reads: the rarest parts decide, and what stands everywhere decides nothing
_MOST_PARTS, _PARTS_A_VARIANT = 24, 2
_OTHER_WORD = 0.9  # what another word for the same thing is worth: the very word comes first
_ENOUGH, _ALIKE = 0.6, 0.35  # which share of what was asked has to be there, for words typed and for a whole proposal
MOST_FOUND, MOST_SIMILAR = 200, 3
_OUT = (ProposalState.PUBLISHED, ProposalState.TABLED)


@dataclass(frozen=True)
class Similar:
    """A proposal that says much of the same, with its author."""

    proposal: Proposal
    share: float  # of what was asked, 0 to 1


def found(council_id: int, words: str) -> list[int]:
    """The council's proposals that are out and say it, the closest first, MOST_FOUND at most; of initials, by title."""
    if are_initials(words):
        return _by_initials(council_id, plain(words).split())
    return _closest(_matches(council_id, words), _ENOUGH)[:MOST_FOUND]


def similar_to(proposal: Proposal) -> list[Similar]:
    """Others of the council that are talked about and say much of the same, the closest first."""
    return _similar(proposal.council_id, f"{proposal.title} {proposal.wish}", but=proposal.id)


def similar_to_words(council_id: int, words: str) -> list[Similar]:
    """The council's proposals that are talked about and say much of these words, the closest first."""
    return _similar(council_id, words)


def _similar(council_id: int, words: str, but: int | None = None) -> list[Similar]:
    matches = _matches(council_id, words)
    matches.pop(but or 0, None)
    closest = _closest(matches, _ALIKE)[: 4 * MOST_SIMILAR]
    talked_about = (
        select(Proposal).where(Proposal.id.in_(closest), Proposal.state.in_(_OUT)).options(joinedload(Proposal.author))
    )
    by_id = {one.id: one for one in session().scalars(talked_about)} if closest else {}
    return [Similar(by_id[number], matches[number].share) for number in closest if number in by_id][:MOST_SIMILAR]


class _Match(NamedTuple):
    score: float  # BM25
    share: float  # of the worth of what was asked, 0 to 1


def _closest(matches: Mapping[int, _Match], least: float) -> list[int]:
    enough = [number for number, match in matches.items() if match.share >= least]
    return sorted(enough, key=lambda number: (-matches[number].score, -number))


def _matches(council_id: int, words: str) -> dict[int, _Match]:
    """What of the words, or of other words for the same things, each proposal of the council says."""
    asked = [_asked(text) for text in variants(words)]
    known = _known({part for text in asked for word in text for part in word})
    chosen = _rarest(known, _MOST_PARTS + _PARTS_A_VARIANT * (len(asked) - 1))
    everything = session().scalar(select(func.count(Proposal.id))) or 0
    if not chosen:
        return {}
    worths = [_worth(text, known, everything) for text in asked]
    best: dict[int, _Match] = {}
    for number, weights in _standing(council_id, chosen).items():
        exact, *others = (_match(worth, weights, chosen, known) for worth in worths)
        others = [match._replace(score=match.score * _OTHER_WORD) for match in others]
        best[number] = max((exact, *others), key=lambda match: (match.share, match.score))
    return best


def _asked(text: str) -> list[list[str]]:
    return [[part[:LONGEST_PART] for part in parts(word)] for word in text.split()]


def _known(every: Collection[str]) -> dict[str, int]:
    """In how many proposals those parts stand that stand in any."""
    counts = select(ProposalPart.part, func.count()).where(ProposalPart.part.in_(every)).group_by(ProposalPart.part)
    return {part: int(count) for part, count in session().execute(counts)}


def _worth(asked: list[list[str]], known: Mapping[str, int], everything: int) -> dict[str, float]:
    """What each part that was asked is worth, the rarer the more.

    Of a word of which something is known the unknown parts are left out: they are its particle or its ending.
    """
    meant = {part for word in asked for part in word if part in known or not known.keys() & set(word)}
    return {part: log(1 + everything / (1 + known.get(part, 0))) for part in sorted(meant)}


def _rarest(known: Mapping[str, int], most: int) -> set[str]:
    chosen, rows = set[str](), 0
    for part in sorted(known, key=lambda part: (known[part], part))[:most]:
        if chosen and rows + known[part] > _MOST_ROWS:
            break
        chosen.add(part)
        rows += known[part]
    return chosen


def _standing(council_id: int, chosen: Collection[str]) -> dict[int, dict[str, int]]:
    """Which of the parts stand in which proposals of the council, and with what weight."""
    rows = (
        select(ProposalPart.proposal_id, ProposalPart.part, ProposalPart.weight)
        .join(Proposal, Proposal.id == ProposalPart.proposal_id)
        .where(ProposalPart.part.in_(chosen), Proposal.council_id == council_id, Proposal.published_at.is_not(None))
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for number, part, weight in session().execute(rows):
        found[number][part] = weight
    return found


def _match(
    worth: Mapping[str, float], weights: Mapping[str, int], chosen: Collection[str], known: Mapping[str, int]
) -> _Match:
    whole = sum(value for part, value in worth.items() if part in chosen or part not in known)
    there = [part for part in worth if part in weights]
    score = sum(worth[part] * weights[part] / (weights[part] + _SATURATION) for part in there)
    return _Match(score, sum(worth[part] for part in there) / whole if there else 0.0)


def _by_initials(council_id: int, typed: list[str]) -> list[int]:
    """Those whose title or place has words with these initials beside each other."""
    pairs = list(dict.fromkeys(f"~{run[at : at + 2]}" for run in typed for at in range(len(run) - 1)))
    having = (
        select(ProposalPart.proposal_id)
        .where(ProposalPart.part.in_(pairs))
        .group_by(ProposalPart.proposal_id)
        .having(func.count() == len(pairs))
    )
    wanted = (
        select(Proposal.id, Proposal.title, Proposal.place)
        .where(Proposal.council_id == council_id, Proposal.published_at.is_not(None))
        .order_by(Proposal.published_at.desc(), Proposal.id.desc())
    )
    wanted = wanted.where(Proposal.id.in_(having)) if pairs else wanted
    rows = session().execute(wanted.limit(5 * MOST_FOUND))
    return [row.id for row in rows if all(run in initials(f"{row.title} {row.place}") for run in typed)][:MOST_FOUND]
