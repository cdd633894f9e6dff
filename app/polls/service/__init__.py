"""Verbs of polls, one noun a file: drafts, objections, opening, additions, ballots, receipts, paper, closing …"""

from app.polls.service.additions import add_to_roll, left_out
from app.polls.service.asking import certify_or_ask, count_or_ask, reach, refuse_step, take_step
from app.polls.service.ballots import (
    AlreadyVoted,
    Helped,
    Person,
    ballot_form,
    cast,
    person_key,
    receipt_of,
    standing,
)
from app.polls.service.batches import (
    Sheet,
    batch,
    batches_of,
    begin_batch,
    differing,
    enter,
    entries_of,
    remove_batch,
)
from app.polls.service.booth import count_refused, hand_out, lend_device, on_roll_named
from app.polls.service.closing import certify, close_poll, count_poll, void
from app.polls.service.drafts import announce, edit, prepare
from app.polls.service.grouping import Place, group_options
from app.polls.service.manner import NewOption
from app.polls.service.meeting_votes import enter_result, give_up, is_of_meeting, put_to_secret_vote
from app.polls.service.mixing import mix
from app.polls.service.objections import answer_objection, forget_objections, object_to_roll
from app.polls.service.open_box import hold_and_owner
from app.polls.service.opening import open_poll
from app.polls.service.paper_order import order_of_paper
from app.polls.service.receipts import Receipt, in_the_box, receipt_standing
from app.polls.service.reconciliation import (
    confirm_reconciliation,
    reconciliation_sheet,
    why_not_counted,
    write_reconciliation,
)
from app.polls.service.second_count import count_beforehand
from app.polls.service.sections import Sitting, sitting
from app.polls.service.sentences import named, sentence
from app.polls.service.trial import check_may_be_tried, may_be_tried, trial
from app.polls.service.what_if import what_if

__all__ = [
    "AlreadyVoted",
    "Helped",
    "NewOption",
    "Person",
    "Place",
    "Receipt",
    "Sheet",
    "Sitting",
    "add_to_roll",
    "announce",
    "answer_objection",
    "ballot_form",
    "batch",
    "batches_of",
    "begin_batch",
    "cast",
    "certify",
    "certify_or_ask",
    "check_may_be_tried",
    "close_poll",
    "confirm_reconciliation",
    "count_beforehand",
    "count_or_ask",
    "count_poll",
    "count_refused",
    "differing",
    "edit",
    "enter",
    "enter_result",
    "entries_of",
    "forget_objections",
    "give_up",
    "group_options",
    "hand_out",
    "hold_and_owner",
    "in_the_box",
    "is_of_meeting",
    "left_out",
    "lend_device",
    "may_be_tried",
    "mix",
    "named",
    "object_to_roll",
    "on_roll_named",
    "open_poll",
    "order_of_paper",
    "person_key",
    "prepare",
    "put_to_secret_vote",
    "reach",
    "receipt_of",
    "receipt_standing",
    "reconciliation_sheet",
    "refuse_step",
    "remove_batch",
    "sentence",
    "sitting",
    "standing",
    "take_step",
    "trial",
    "void",
    "what_if",
    "why_not_counted",
    "write_reconciliation",
]
