"""What can be done with a meeting: each verb flushes and records, its caller commits."""

from app.meetings.service.agenda import add_item, arrange, drop_item
from app.meetings.service.attendance import admit, check_in, check_in_by_card, come_back, leave, undo_check_in
from app.meetings.service.calling import announce, cancel, change, convene
from app.meetings.service.floor import ask_to_speak, enter, give_role, take_back, take_role
from app.meetings.service.merging import Sent, adopt, dismiss, merge
from app.meetings.service.minutes import drop_remark, publish, reword, write_remark
from app.meetings.service.proposing import come_from, speaker_of
from app.meetings.service.resolving import Motion, correct, resolve
from app.meetings.service.sitting import adjourn, open_meeting

__all__ = [
    "Motion",
    "Sent",
    "add_item",
    "adjourn",
    "admit",
    "adopt",
    "announce",
    "arrange",
    "ask_to_speak",
    "cancel",
    "change",
    "check_in",
    "check_in_by_card",
    "come_back",
    "come_from",
    "convene",
    "correct",
    "dismiss",
    "drop_item",
    "drop_remark",
    "enter",
    "give_role",
    "leave",
    "merge",
    "open_meeting",
    "publish",
    "resolve",
    "reword",
    "speaker_of",
    "take_back",
    "take_role",
    "undo_check_in",
    "write_remark",
]
