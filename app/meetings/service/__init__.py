"""What can be done with a meeting: each verb flushes and records, its caller commits."""

from app.meetings.service.agenda import add_item, arrange, drop_item
from app.meetings.service.attendance import admit, check_in, check_in_by_card, come_back, leave, undo_check_in
from app.meetings.service.calling import announce, cancel, change, convene, remind
from app.meetings.service.inviting import drop_invitee, expect, tick
from app.meetings.service.minutes import drop_remark, publish, reword, write_remark
from app.meetings.service.posting import put_up, take_down
from app.meetings.service.purposes import convene_for
from app.meetings.service.resolving import Motion, correct, resolve
from app.meetings.service.seating import book, forget_bookings, give_back, set_seats
from app.meetings.service.sitting import adjourn, open_meeting

__all__ = [
    "Motion",
    "add_item",
    "adjourn",
    "admit",
    "announce",
    "arrange",
    "book",
    "cancel",
    "change",
    "check_in",
    "check_in_by_card",
    "come_back",
    "convene",
    "convene_for",
    "correct",
    "drop_invitee",
    "drop_item",
    "drop_remark",
    "expect",
    "forget_bookings",
    "give_back",
    "leave",
    "open_meeting",
    "publish",
    "put_up",
    "remind",
    "resolve",
    "reword",
    "set_seats",
    "take_down",
    "tick",
    "undo_check_in",
    "write_remark",
]
