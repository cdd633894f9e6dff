"""What can be done with a meeting: each verb flushes and records, its caller commits."""

from app.meetings.service.agenda import add_item, arrange, drop_item
from app.meetings.service.attendance import (
    admit,
    check_in,
    check_in_by_number,
    check_out,
    come_back,
    join_remotely,
    leave,
    leave_remotely,
    undo_check_in,
)
from app.meetings.service.calling import announce, cancel, change, convene
from app.meetings.service.door import knock, let_in, turn_away
from app.meetings.service.floor import ask_to_speak, enter, give_role, take_back, take_role
from app.meetings.service.minutes import drop_remark, publish, reword, write_remark
from app.meetings.service.proposing import come_from, speaker_of
from app.meetings.service.recusing import recuse, step_aside, take_back_recusal
from app.meetings.service.resolving import Motion, correct, resolve
from app.meetings.service.sitting import adjourn, open_meeting

__all__ = [
    "Motion",
    "add_item",
    "adjourn",
    "admit",
    "announce",
    "arrange",
    "ask_to_speak",
    "cancel",
    "change",
    "check_in",
    "check_in_by_number",
    "check_out",
    "come_back",
    "come_from",
    "convene",
    "correct",
    "drop_item",
    "drop_remark",
    "enter",
    "give_role",
    "join_remotely",
    "knock",
    "leave",
    "leave_remotely",
    "let_in",
    "open_meeting",
    "publish",
    "recuse",
    "resolve",
    "reword",
    "speaker_of",
    "step_aside",
    "take_back",
    "take_back_recusal",
    "take_role",
    "turn_away",
    "undo_check_in",
    "write_remark",
]
