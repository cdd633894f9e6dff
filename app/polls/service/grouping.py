"""Groups (분과) of a budget's options, each with a cap of its own, and options that cannot stand beside each other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import _
from app.people.models import User
from app.polls.methods import METHODS
from app.polls.models import Option, Poll
from app.polls.service.manner import NewOption

LONGEST_NAME = 40


class Place(NamedTuple):
    """Where an option stands: its group, and the word that it shares with those that exclude it; "" for neither."""

    group: str = ""
    only_one: str = ""


def group_options(poll: Poll, places: Mapping[int, Place], caps: Mapping[str, int], *, by: User) -> Poll:
    """Put the options, by position, where they stand, and give groups their caps in won.

    An announcement is taken back with it.
    Raises Conflict once the poll has opened or where its method spends no money option after option, Invalid with a
    sentence where a cap belongs to no group, pays for nothing in it, or a word stands at one option alone.
    """
    poll.move("edit")
    if not METHODS[poll.method].has_limits:
        raise Conflict(_("이 투표 방식은 갈래를 쓰지 않습니다."))
    tidy = {position: Place(place.group.strip(), place.only_one.strip()) for position, place in places.items()}
    _check(poll, tidy, caps)
    for option in poll.options:
        place = tidy.get(option.position, Place())
        option.group_name, option.only_one = place
    poll.group_caps = dict(sorted(caps.items()))
    poll.announced_at, poll.made_by_id = None, by.id
    session().flush()
    return poll


def keep_groups(poll: Poll, old: Poll, method: str, options: Sequence[NewOption]) -> list[NewOption]:
    """The new options of a draft where those of the same matter or name stood in the old one, with the caps of what
    is left.

    A word that is left at one option alone goes.
    """
    places = {name: Place(one.group_name, one.only_one) for one in old.options for name in _names(one)}
    kept = [next((places[name] for name in _names(one) if name in places), Place()) for one in options]
    words = Counter(place.only_one for place in kept)
    kept = [place if words[place.only_one] > 1 else Place(place.group) for place in kept]
    left = {place.group for place in kept}
    poll.group_caps = {name: cap for name, cap in old.group_caps.items() if name in left and METHODS[method].has_limits}
    found = zip(options, kept, strict=True)
    return [replace(option, group_name=place.group, only_one=place.only_one) for option, place in found]


def _names(option: Option | NewOption) -> list[tuple[str, int | str]]:
    """By what an option is known again: its matter, whose title may have changed, then its name."""
    matters = [("item", option.agenda_item_id), ("proposal", option.proposal_id)]
    return [*((kind, number) for kind, number in matters if number), ("label", option.label.strip())]


def wrong_caps(poll: Poll) -> list[str]:
    """What is wrong with the caps of a draft as it stands: its money may have been written anew since they were."""
    places = {option.position: Place(option.group_name, option.only_one) for option in poll.options}
    return list(_wrong_caps(poll, places, poll.group_caps))


def _wrong_caps(poll: Poll, places: Mapping[int, Place], caps: Mapping[str, int]) -> Iterator[str]:
    for group, cap in caps.items():
        costs = [o.cost_won or 0 for o in poll.options if places.get(o.position, Place()).group == group]
        if not costs:
            yield _("‘%(name)s’에 든 것이 없습니다. 이름을 다시 보아 주세요.", name=group)
        elif not 0 < cap <= (poll.budget_won or 0):
            yield _("‘%(name)s’의 한도는 쓸 수 있는 돈 안에서 적어 주세요.", name=group)
        elif min(costs) > cap:
            yield _("‘%(name)s’의 한도로는 그 안의 무엇도 할 수 없습니다.", name=group)


def _check(poll: Poll, places: Mapping[int, Place], caps: Mapping[str, int]) -> None:
    names = [name for place in places.values() for name in place]
    if any(len(name) > LONGEST_NAME for name in names):
        raise Invalid(_("갈래의 이름은 %(most)d자까지 쓸 수 있습니다.", most=LONGEST_NAME))
    for wrong in _wrong_caps(poll, places, caps):
        raise Invalid(wrong)
    words = Counter(place.only_one for place in places.values() if place.only_one)
    for word, count in words.items():
        if count == 1:
            raise Invalid(
                _("‘%(name)s’ 표시가 하나에만 있습니다. 함께 할 수 없는 것마다 같은 말을 적어 주세요.", name=word)
            )
