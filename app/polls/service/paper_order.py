"""In which order a paper lists the options, where the rules draw it for every voter."""

from app.kernel import chance
from app.kernel.security import keyed_hash
from app.people.models import User
from app.polls.models import Poll
from app.polls.service.ballots import Helped, person_key


def order_of_paper(poll: Poll, user: User | Helped) -> tuple[int, ...]:
    """The positions as this person's paper lists them, the same each time; () where all have the poll's own order."""
    if not poll.draws_order:
        return ()
    seed = keyed_hash("order of the paper", person_key(user, poll))
    return tuple(int(place) for place in chance.drawn(seed, [str(option.position) for option in poll.choices]))
