-- What the role of the web server and the worker may do: run by the owner of the tables after every migration.
-- docs/how-to/postgresql-roles.md says how. May be run again at any time; a table without a line is closed.
BEGIN;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, golmok_app;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, golmok_app;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, golmok_app;

GRANT USAGE ON SCHEMA public TO golmok_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO golmok_app;
GRANT SELECT ON alembic_version TO golmok_app;

-- Added once and never changed.
GRANT SELECT, INSERT ON
    assignment, plan_reminder, plan_taking_back, plan_version, progress, sending_term, spending,
    addendum, ballot, cosignature, cosigner, cosigner_key, council_view, decision_version, key_retirement,
    later_proposal, ledger, lineage, meeting_entry,
    meeting_proposal, meeting_vote, paper_ballot, proposal_version, referral_look, request_step, roll_addition,
    sealed_minutes, sealing, staff_note,
    summary, tally
TO golmok_app;

-- Added, and changed in the columns that are named, by nobody in any other.
GRANT SELECT, INSERT ON roll, event TO golmok_app;
GRANT UPDATE (channel) ON roll TO golmok_app;
GRANT UPDATE (delivered_at, attempts) ON event TO golmok_app;

-- Added and changed; the triggers refuse what is frozen.
GRANT SELECT, INSERT, UPDATE ON poll TO golmok_app;

-- Added and changed.
GRANT SELECT, INSERT, UPDATE ON
    commitment, deed_check, plan, search_pause, trial,
    alley, amendment, answer_review, asking_again, asking_support, blocking_request, bylaws, caller, co_proposer,
    comment, council, decision, device, division, dong, flag,
    gu, handover, meeting, membership, merger, message, minutes, mixing, moderation_case, notification, objection,
    offline_entry, panel, panel_place, pause, proposal, question, reconciliation, referral, refused_duplicates,
    report, request_kind, resolution, statement, summary_correction, talk_rules, thermometer, "user"
TO golmok_app;

-- Added, changed and, where a page or the worker can, removed; the triggers refuse what is frozen.
GRANT SELECT, INSERT, UPDATE, DELETE ON
    webhook, webhook_delivery, answer_file, answer_find,
    answer_template, api_token, check_answer, deed_photo, desk_note, milestone, plan_item, section_opinion,
    agenda_item, answer, asked_count, attendance, booking, comment_version, ending, endorsement, helpful, invitee, knock,
    meeting_role, minutes_correction, minutes_line, minutes_line_version, one_time_code, opinion_map, option,
    panel_consent, paper_batch, paper_entry, photo, post, posting, proposal_part, reading, recusal, remark, request,
    road_segment, voice, welfare_post
TO golmok_app;

-- With the rights of the owner: writing roll and ballots of a poll anew in an order of chance, and a table's file anew.
GRANT EXECUTE ON FUNCTION golmok_mix(integer), golmok_seal(text) TO golmok_app;

COMMIT;
