"""The worker's part: what councils do when something happened elsewhere."""

from app.councils import queries, service
from app.kernel.events import Event, subscribe
from app.people.queries import user


@subscribe("account.left")
def end_memberships(event: Event) -> None:
    """Whoever destroys the account leaves every council, and with it what an officer knew about them."""
    person = user(event.subject_id)
    for membership in queries.my_memberships(person):
        service.leave(membership, by=person, at=event.at)
