"""Proposals to test with."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from PIL import Image

from app.councils.models import Council
from app.discussion import queries as moderation_queries
from app.discussion import service as moderation
from app.discussion.states import Ground
from app.kernel import clock
from app.kernel.db import session, transaction
from app.people.models import User
from app.proposals import queries, service
from app.proposals.models import Amendment, CoProposer, Ending, Endorsement, Photo, Proposal, Words
from app.proposals.states import Fate, ProposalState
from tests.factories import a_council, a_facilitator, a_member, kept, next_number

_GPS, _MAKE = 0x8825, 0x010F


def a_proposal(council: Council | None = None, author: User | None = None, **given: Any) -> Proposal:
    """A published proposal of a member; `state=` makes another."""
    council = council or a_council()
    author = author or a_member(council)
    n = next_number()
    values = {
        "title": f"국사봉길 {n}호 골목 쓰레기 모으는 곳 만들기",
        "place": "국사봉길 84 빌라 주차장 앞",
        "problem": "밤마다 쓰레기봉투가 쌓여 고양이가 뜯고 냄새가 납니다.",
        "wish": "모으는 곳을 한 군데 정하고 안내판을 세우면 좋겠습니다.",
        "state": ProposalState.PUBLISHED,
        "drafted_at": clock.now(),
    }
    values.update(given)
    if values["state"] is not ProposalState.DRAFT:
        values.setdefault("published_at", clock.now())
    with transaction() as current:
        proposal = Proposal(council=council, author=author, **values)
        current.add(proposal)
        current.flush()
        service.index(proposal)
        if proposal.has_ended:
            current.add(_ending(proposal))
    return proposal


def a_draft(council: Council | None = None, author: User | None = None, **given: Any) -> Proposal:
    return a_proposal(council, author, **{"state": ProposalState.DRAFT, **given})


def _ending(proposal: Proposal) -> Ending:
    """The fate of a proposal that is in a state of having ended."""
    return Ending(
        proposal_id=proposal.id,
        fate=Fate.WITHDRAWN if proposal.is_withdrawn else Fate.NOT_PURSUED,
        reason="구청이 내년 봄에 하기로 했습니다.",
        at=clock.now(),
        by_id=proposal.author_id,
        left=ProposalState.PUBLISHED,
    )


def an_endorsement(proposal: Proposal, by: User | None = None) -> Endorsement:
    """Counted, as every endorsement is."""
    proposal = queries.proposal(proposal.id)
    by = by or a_member(proposal.council)
    with transaction() as current:
        service.endorse(proposal, by=by, at=clock.now())
        return current.get_one(Endorsement, (proposal.id, by.id))


def a_co_proposer(proposal: Proposal, user: User | None = None, *, accepted: bool = True) -> User:
    """Another member who brings the proposal, or who was only asked to."""
    proposal = queries.proposal(proposal.id)
    user = user or a_member(proposal.council)
    at = clock.now()
    kept(CoProposer(proposal_id=proposal.id, user_id=user.id, invited_at=at, accepted_at=at if accepted else None))
    return user


def an_amendment(
    proposal: Proposal, by: User | None = None, *, reason: str = "더 밝게 씁니다", **words: Any
) -> Amendment:
    """Other words offered by a member, over the proposal's present ones; `words` are those that differ."""
    proposal = queries.proposal(proposal.id)
    by = by or a_member(proposal.council)
    wanted = replace(Words.of(proposal), **(words or {"wish": "모으는 곳을 두 군데 정하면 좋겠습니다."}))
    with transaction():
        return service.offer(proposal, wanted, reason=reason, on_edit=proposal.edit_count, by=by, at=clock.now())


def a_flagged_amendment(amendment: Amendment, by: User | None = None, reason: str = "전화번호가 있습니다") -> Amendment:
    """The amendment, which a member asked the moderators to look at."""
    found = queries.amendment(amendment.id)
    by = by or a_member(found.council)
    with transaction():
        service.flag_amendment(found, reason=reason, by=by, at=clock.now())
    session().expire_all()
    return queries.amendment(amendment.id)


def a_hidden_amendment(amendment: Amendment, by: User | None = None) -> Amendment:
    """The amendment, flagged, then hidden by a facilitator."""
    flagged = a_flagged_amendment(amendment)
    by = by or a_facilitator(flagged.council)
    with transaction():
        copy = moderation_queries.comment(flagged.copy.id if flagged.copy else 0)
        moderation.hide(copy, ground=Ground.PRIVACY, reason="이웃의 전화번호가 있습니다", by=by, at=clock.now())
    session().expire_all()
    return queries.amendment(amendment.id)


def a_photo(proposal: Proposal, **given: Any) -> Photo:
    """A row without a file."""
    values = {"key": f"photo{next_number()}.webp", "width": 40, "height": 30, "description": "쌓인 쓰레기봉투"}
    return kept(Photo(proposal_id=proposal.id, **{**values, **given}))


def a_picture(width: int = 60, height: int = 40) -> tuple[BytesIO, str]:
    """A JPEG as a phone takes it, with the place and the maker in its EXIF, ready to be posted."""
    exif = Image.Exif()
    exif[_MAKE] = "SecretCamera"
    exif.get_ifd(_GPS)[1] = "N"
    exif.get_ifd(_GPS)[2] = (37.0, 30.0, 12.0)
    stream = BytesIO()
    Image.new("RGB", (width, height), "teal").save(stream, "JPEG", exif=exif)
    stream.seek(0)
    return stream, "골목.jpg"
