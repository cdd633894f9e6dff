"""What can be done with a meeting: each verb flushes and records, its caller commits."""

from app.meetings.service.agenda import (
    add_item,
    arrange,
    drop_item,
)
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
from app.meetings.service.boxing import (
    Box,
    decide_by_box,
    withdraw_box,
)
from app.meetings.service.calling import (
    announce,
    cancel,
    change,
    convene,
    remind,
)
from app.meetings.service.correcting import (
    accept_correction,
    decline_correction,
    propose_correction,
)
from app.meetings.service.deadlines import (
    remind_of_minutes,
)
from app.meetings.service.dividing import (
    Pad,
    close_phones,
    decide,
    forget_old_voices,
    put_to_vote,
    withdraw,
)
from app.meetings.service.door import (
    knock,
    let_in,
    turn_away,
)
from app.meetings.service.floor import (
    ask_to_speak,
    enter,
    give_role,
    take_back,
    take_role,
)
from app.meetings.service.inviting import (
    drop_invitee,
    expect,
    tick,
)
from app.meetings.service.merging import Sent, adopt, dismiss, merge
from app.meetings.service.minutes import (
    drop_remark,
    publish,
    reword,
    take_out,
    write_remark,
)
from app.meetings.service.naming import (
    doubts,
)
from app.meetings.service.posting import (
    put_up,
    take_down,
)
from app.meetings.service.proposing import (
    come_from,
    speaker_of,
)
from app.meetings.service.purposes import (
    convene_for,
)
from app.meetings.service.recusing import (
    recuse,
    step_aside,
    take_back_recusal,
)
from app.meetings.service.resolving import (
    Motion,
    correct,
    resolve,
)
from app.meetings.service.sealing import (
    SEALED,
    add_to_sealed,
    is_sealed,
)
from app.meetings.service.seating import (
    book,
    forget_bookings,
    give_back,
    set_seats,
)
from app.meetings.service.sitting import (
    adjourn,
    open_meeting,
)
from app.meetings.service.voices import (
    answer,
    hand_out,
    take_back_slip,
)
from app.meetings.service.warming import (
    begin_thermometer,
    end_thermometer,
    show_step,
)
from app.meetings.service.writing import (
    add_line,
    approve_minutes,
    reopen_minutes,
    restore_line,
    reword_line,
    show_minutes,
    strike_line,
    write_draft,
)

__all__ = [
    "SEALED",
    "Box",
    "Motion",
    "Pad",
    "Sent",
    "accept_correction",
    "add_item",
    "add_line",
    "add_to_sealed",
    "adjourn",
    "admit",
    "adopt",
    "announce",
    "answer",
    "approve_minutes",
    "arrange",
    "ask_to_speak",
    "begin_thermometer",
    "book",
    "cancel",
    "change",
    "check_in",
    "check_in_by_number",
    "check_out",
    "close_phones",
    "come_back",
    "come_from",
    "convene",
    "convene_for",
    "correct",
    "decide",
    "decide_by_box",
    "decline_correction",
    "dismiss",
    "doubts",
    "drop_invitee",
    "drop_item",
    "drop_remark",
    "end_thermometer",
    "enter",
    "expect",
    "forget_bookings",
    "forget_old_voices",
    "give_back",
    "give_role",
    "hand_out",
    "is_sealed",
    "join_remotely",
    "knock",
    "leave",
    "leave_remotely",
    "let_in",
    "merge",
    "open_meeting",
    "propose_correction",
    "publish",
    "put_to_vote",
    "put_up",
    "recuse",
    "remind",
    "remind_of_minutes",
    "reopen_minutes",
    "resolve",
    "restore_line",
    "reword",
    "reword_line",
    "set_seats",
    "show_minutes",
    "show_step",
    "speaker_of",
    "step_aside",
    "strike_line",
    "take_back",
    "take_back_recusal",
    "take_back_slip",
    "take_down",
    "take_out",
    "take_role",
    "tick",
    "turn_away",
    "undo_check_in",
    "withdraw",
    "withdraw_box",
    "write_draft",
    "write_remark",
]
