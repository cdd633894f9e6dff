"""Where programs read what pages show that nothing is pressed on; every such page stands here."""

from app.api.states import WhyUnread

_READ: dict[str, str] = {  # as addresses of the API name it: pages
    "councils": "councils.index home.council home.dong",
    "bylaws": "councils.bylaws",
    "proposals": "proposals.index proposals.show proposals.alley_map",
    "amendments": "proposals.amendments proposals.amendment",
    "handovers": "proposals.handover",
    "mergers": "proposals.merger",
    "comments": "discussion.show",
    "summaries": "discussion.summaries",
    "questions": "opinions.index opinions.show",
    "statements": "opinions.result opinions.statement",
    "meetings": "meetings.show",
    "agenda-items": "meetings.item",
    "meetings/agenda": "meetings.agenda",
    "meetings/minutes": "meetings.minutes meetings.correction",
    "panels": "panels.index panels.show",
    "polls": "polls.index polls.show",
    "polls/results": "polls.result",
    "requests": "decisions.report decisions.request",
    "commitments": "deeds.desk deeds.show deeds.of_request",
    "plans": "plans.index plans.show",
    "plan-items": "plans.of_commitment",
    "notices": "notices.inbox",
    "account/webhooks": "hooks.index",
    "councils/flagged-comments": "discussion.flagged",
    "questions/statements": "opinions.desk",
    "dongs/requests": "desk.inbox",
    "requests/desk": "desk.folder",
    "dongs/answer-templates": "desk.templates",
}
_UNREAD: dict[WhyUnread, str] = {
    WhyUnread.FILE: """
        boards.dong_table boards.everywhere_table boards.gu_table boards.people_of decisions.answer_file deeds.photo
        documents.answer documents.calendar documents.call_form documents.check_in_qr documents.council_calendar
        documents.council_feed documents.dong_feed documents.door_qr documents.hand_count_sheet documents.matter_qr
        documents.meeting_notice documents.minutes documents.month documents.paper_forms documents.plan
        documents.plan_calendar documents.plan_settlement documents.poll_notice documents.poll_result
        documents.poster documents.receipt_qr documents.report documents.request_matter_qr documents.sign_in_sheet
        meetings.posting_photo meetings.sealed opinions.export panels.lot proposals.photo records.budget_file
        records.council_file records.dong_file records.download records.ledger
    """,
    WhyUnread.GATHERED: """
        boards.dong boards.everywhere boards.gu boards.rows documents.months documents.pack home.index home.matter
        home.mine home.record home.request_matter records.council_data records.dong_data records.dictionary records.show
        records.cosigning records.cosigner plans.sources plans.transmission polls.what_if proposals.similar
    """,
    WhyUnread.EARLIER: """
        decisions.versions discussion.versions discussion.cases discussion.moderation_log meetings.line_versions
        plans.version plans.versions proposals.versions hooks.show
    """,
    WhyUnread.BALLOT: """
        polls.assisted_ballot polls.handover polls.meeting_vote polls.papers polls.receipt polls.roll polls.trial
    """,
    WhyUnread.PERSONS: """
        councils.callers councils.members councils.requests discussion.blocking_requests people.account
        people.tokens meetings.access_needs meetings.attendance proposals.link referrals.inbox referrals.mine
        referrals.show
    """,
    WhyUnread.PRESENCE: """
        meetings.arrival meetings.conflicts meetings.console meetings.door meetings.entries meetings.live_console
        meetings.live_own meetings.live_room meetings.live_screen meetings.offline meetings.offline_worker
        meetings.part meetings.room meetings.screen meetings.taken_along meetings.voices
    """,
    WhyUnread.VOICE: "opinions.mine opinions.next_statement",
    WhyUnread.SECOND_LOOK: "decisions.review",
    WhyUnread.WORDS: """
        discussion.talk_rules decisions.kinds home.about home.accessibility home.help home.privacy plans.terms
        polls.practice polls.practices
    """,
}
READ_AT = {page: where for where, pages in _READ.items() for page in pages.split()}
UNREAD = {page: why for why, pages in _UNREAD.items() for page in pages.split()}
