"""A proposal from its draft to the agenda, or back to its author."""

from dataclasses import asdict
from datetime import datetime

from app.councils.models import Council
from app.kernel.db import kept_once, session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.files import StoredImage
from app.kernel.i18n import lazy
from app.people.models import User
from app.proposals import queries
from app.proposals.models import Photo, Proposal, ProposalVersion, Words
from app.proposals.service.closing import close
from app.proposals.service.indexing import index
from app.proposals.service.photos import add_photo
from app.proposals.states import Category, Fate, ProposalState

CHANGED = lazy(
    "그 사이에 이 글이 다른 곳에서 먼저 바뀌었습니다. 두 글을 견주어 보고 정해 주세요. 쓰신 글은 그대로 있습니다."
)


def draft(
    council: Council,
    words: Words,
    *,
    by: User,
    at: datetime,
    spoken_by: str = "",
    photo: StoredImage | None = None,
    description: str = "",
    once: str | None = None,
    seen: str | None = None,
    category: Category | None = None,
) -> Proposal:
    """Keep a proposal that only its author sees.

    The same form sent again keeps one draft, which then says what it said the last time; `seen` is as in `edit`.
    """
    new = Proposal(
        council=council,
        author_id=by.id,
        spoken_by=spoken_by,
        drafted_at=at,
        once=once or None,
        category=category,
        **asdict(words),
    )
    if photo:
        new.photos = [Photo(key=photo.key, width=photo.width, height=photo.height, description=description)]
    kept, is_new = kept_once(new, lambda: queries.drafted_once(by.id, once))
    if is_new:
        index(kept)
    elif kept.is_draft:
        kept = _sent_again(kept, words, at=at, spoken_by=spoken_by, seen=seen)
        if photo and not kept.photos:
            add_photo(kept, photo, description=description, at=at)
        file_under(kept, category)
    return kept


def _sent_again(proposal: Proposal, words: Words, *, at: datetime, spoken_by: str, seen: str | None) -> Proposal:
    untouched = proposal.version == 1  # since the form was first sent, which may not know of that
    edit(proposal, words, at=at, spoken_by=spoken_by or None, seen=seen or (None if untouched else ""))
    return queries.proposal(proposal.id)


def edit(
    proposal: Proposal, words: Words, *, at: datetime, spoken_by: str | None = None, seen: str | None = None
) -> Proposal:
    """Say it in other words; what a published proposal said before stays readable. Nothing changed, nothing kept.

    `seen` is the mark of the words that the person started from: raises Invalid where the proposal says something else
    by now, and not what the person wants it to say.
    """
    as_it_is(proposal)
    proposal.move("edit")
    before = Words.of(proposal)
    if seen is not None and before != words and before.mark != seen:
        raise Invalid(CHANGED)
    if spoken_by is not None:
        proposal.spoken_by = spoken_by
    reword(proposal, words, at=at)
    session().flush()
    return proposal


def as_it_is(proposal: Proposal) -> None:
    """Read its state and words once more, and keep others from changing them until this transaction ends."""
    session().refresh(proposal, ["version", "state", "edit_count", *asdict(Words.of(proposal))], with_for_update=True)


def reword(proposal: Proposal, words: Words, *, at: datetime) -> ProposalVersion | None:
    """Let it say the words; gives what it said before where that was published and is other."""
    before, version = Words.of(proposal), None
    if before == words:
        return None
    if proposal.is_out:
        version = ProposalVersion(proposal_id=proposal.id, replaced_at=at, **asdict(before))
        session().add(version)
        proposal.edited_at, proposal.edit_count = at, proposal.edit_count + 1
    for name, value in asdict(words).items():
        setattr(proposal, name, value)
    index(proposal)
    return version


def file_under(proposal: Proposal, category: Category | None) -> Proposal:
    """Say of what kind it is, or of none; these are not its words, and no version is kept of it."""
    proposal.move("edit")
    proposal.category = category
    session().flush()
    return proposal


def publish(proposal: Proposal, *, by: User, at: datetime) -> Proposal:
    """Put the draft before everybody; a second press changes nothing."""
    if proposal.state is ProposalState.PUBLISHED:
        return proposal
    proposal.move("publish")
    if not proposal.is_whole:
        raise Invalid(lazy("아직 빈 칸이 있습니다. 제목과 두 칸을 모두 적은 뒤에 내놓을 수 있습니다."))
    proposal.published_at = at
    record("proposal.published", proposal, by=by, at=at)
    return proposal


def table(proposal: Proposal, *, by: User, at: datetime) -> Proposal:
    """Put the proposal on the agenda of a meeting; from now on its words stand as they are."""
    was_published = proposal.state is ProposalState.PUBLISHED
    proposal.move("table")
    if was_published:
        record("proposal.tabled", proposal, by=by, at=at)
    return proposal


def withdraw(proposal: Proposal, *, reason: str, by: User, at: datetime) -> Proposal:
    """Take the proposal back, with the reason; what was published stays readable."""
    return close(proposal, fate=Fate.WITHDRAWN, reason=reason, by=by, at=at)
