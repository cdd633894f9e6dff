"""The pages that no token presses, each with the reason; every page that is written to stands here or in the table."""

from app.api.states import Why

_NAMES: dict[Why, str] = {
    Why.OWN_CALL: """
        proposals.draft proposals.edition proposals.publication proposals.endorse proposals.take_back
        proposals.comment meetings.convene meetings.add_item meetings.add_proposal meetings.announce
        decisions.answer deeds.progress
    """,
    Why.BALLOT: """
        polls.open_poll polls.annul polls.object_to_roll polls.answer_objection polls.add_to_roll polls.readback
        polls.cast polls.receipts polls.assist polls.assisted_readback polls.assisted_cast polls.end_assisting
        polls.booth polls.hand_out polls.counting polls.batch polls.remove_batch polls.reconciliation
        polls.confirm_reconciliation polls.count polls.certify polls.practice_readback polls.practice_cast
        polls.put_to_secret_vote
    """,
    Why.SIGN_IN: """
        people.sign_in people.code people.another_code people.register people.sign_out people.edit people.password
        people.address people.address_code people.another_address_code people.drop_address people.stop_letters
        people.leave people.revoke people.revoke_others people.make_token people.revoke_token
    """,
    Why.BELONGING: """
        councils.call councils.take_in councils.found_assembly councils.sign councils.edit_bylaws councils.close
        councils.join councils.leave councils.confirm councils.decline councils.revoke councils.seat
    """,
    Why.PRESENCE: """
        meetings.open_meeting meetings.adjourn meetings.check_in meetings.check_in_by_number meetings.confirm_arrival
        meetings.admit meetings.knock meetings.let_in meetings.turn_away meetings.leave meetings.come_back
        meetings.undo_check_in meetings.join_remotely meetings.leave_remotely meetings.book meetings.give_back
        meetings.roles meetings.take_role meetings.ask_to_speak meetings.take_back_turn meetings.enter meetings.merge
        meetings.adopt meetings.dismiss meetings.write_remark meetings.remark meetings.drop_remark meetings.propose
        meetings.resolve meetings.resolution meetings.put_to_vote meetings.division meetings.answer meetings.hand_out
        meetings.take_back_slip meetings.close_phones meetings.withdraw_division meetings.recusals meetings.step_aside
        meetings.take_back_recusal meetings.begin_thermometer meetings.show_step meetings.end_thermometer
        panels.prepare panels.edition panels.announce panels.drawing panels.attendance panels.statement panels.told
    """,
    Why.VOICE: """
        deeds.check opinions.answer opinions.take_back opinions.write panels.consent panels.withdraw_consent
        panels.answer
    """,
    Why.SECOND_LOOK: """
        decisions.set_review decisions.publish_reviewed decisions.send_back decisions.search_pauses
        decisions.resume_search
    """,
    Why.FILE: """
        proposals.photos proposals.removal deeds.remove_photo meetings.postings meetings.take_down decisions.files
        decisions.remove_file decisions.search_file decisions.clear_finds decisions.take_down
    """,
    Why.CONTACT: """
        proposals.invite_contact proposals.make_link proposals.withdraw_link proposals.join discussion.ask_to_block
    """,
    Why.WELFARE: "referrals.write referrals.move referrals.step referrals.look",
    Why.KEY: "records.cosign records.invite records.name_centre records.register_key records.retire_key",
    Why.BROWSER: "home.preferences",
    Why.CHOOSING: "desk.answer_together",
}
STAYING: dict[str, Why] = {endpoint: why for why, names in _NAMES.items() for endpoint in names.split()}
