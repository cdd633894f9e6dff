"""What people are told of councils, meetings, polls, panels and reports."""

from collections.abc import Mapping

from app.kernel.i18n import lazy
from app.notices.states.kinds import Kind

OF_DEEDS: Mapping[str, Kind] = {
    "council.activated": Kind(
        lazy("골목회의가 열렸습니다: %(title)s"),
        lazy("이제 의제를 제안하고 회의를 열 수 있습니다."),
        "home.council",
        "council_id",
    ),
    "membership.confirmed": Kind(
        lazy("‘%(title)s’ 참여가 확인되었습니다."),
        lazy("이제 제안하고, 의견을 쓰고, 투표할 수 있습니다."),
        "home.council",
        "council_id",
    ),
    "membership.declined": Kind(
        lazy("‘%(title)s’ 참여 신청이 확인되지 않았습니다."),
        lazy("이유를 보고 다시 신청할 수 있습니다. 궁금하면 동주민센터에 물어보세요."),
        "home.council",
        "council_id",
    ),
    "meeting.announced": Kind(
        lazy("‘%(title)s’ 회의가 열립니다."),
        lazy("안건을 미리 보고 오시면 좋습니다."),
        "meetings.show",
        "meeting_id",
    ),
    "meeting.reminded": Kind(
        lazy("곧 회의가 열립니다: %(title)s"),
        lazy("회의 자료를 한 장에 모았습니다. 미리 읽고 오시면 좋습니다."),
        "documents.pack",
        "meeting_id",
    ),
    "meeting.seat_given": Kind(
        lazy("기다리시던 자리가 났습니다: %(title)s"),
        lazy("이제 자리가 있습니다. 못 오시게 되면 회의 쪽에서 ‘못 가요’를 눌러 주세요."),
        "meetings.show",
        "meeting_id",
    ),
    "minutes.published": Kind(
        lazy("‘%(title)s’ 회의록이 공개되었습니다."),
        lazy("무엇을 정했고 누가 언제까지 하는지 볼 수 있습니다."),
        "meetings.minutes",
        "meeting_id",
    ),
    "poll.opened": Kind(
        lazy("투표가 시작되었습니다: %(title)s"),
        lazy("마감 전까지 한 번 투표할 수 있습니다. 동주민센터나 이웃의 도움을 받아도 됩니다."),
        "polls.show",
        "poll_id",
    ),
    "poll.box_closed": Kind(
        lazy("투표를 마감했습니다. 종이 표를 세어 주세요: %(title)s"),
        lazy("두 사람이 따로 옮겨 적고, 대조표가 맞으면 결과가 나옵니다."),
        "polls.counting",
        "poll_id",
    ),
    "poll.closed": Kind(
        lazy("투표가 끝나 결과가 나왔습니다: %(title)s"),
        lazy("결과와 센 방법을 누구나 볼 수 있습니다."),
        "polls.result",
        "poll_id",
    ),
    "objection.made": Kind(
        lazy("투표인명부에 대한 이의 신청이 들어왔습니다: %(title)s"),
        lazy("읽고 답해 주세요. 답하지 않은 이의가 있으면 투표를 열 수 없습니다."),
        "polls.roll",
        "poll_id",
    ),
    "objection.answered": Kind(
        lazy("투표인명부에 대한 이의 신청에 답했습니다: %(title)s"),
        lazy("답은 투표 쪽에서 읽을 수 있습니다."),
        "polls.show",
        "poll_id",
    ),
    "poll.breached": Kind(
        lazy("투표함을 맞추어 보니 서로 다른 것이 있습니다: %(title)s"),
        lazy("결과를 내거나 확정하지 않습니다. 운영자가 기록과 백업을 살펴야 합니다."),
        "records.show",
        "poll_id",
    ),
    "council.breached": Kind(
        lazy("공개 장부를 맞추어 보니 서로 다른 것이 있습니다: %(title)s"),
        lazy("답변이나 장부가 공개한 뒤에 고쳐졌을 수 있습니다. 운영자가 살펴야 합니다."),
        "home.council",
        "council_id",
    ),
    "cosigner.invited": Kind(
        lazy("‘%(title)s’에 다른 골목회의가 공개 장부에 함께 서명해 달라고 부탁했습니다."),
        lazy("‘함께 서명하기’에서 어떤 일인지 읽고, 열쇠를 만들어 서명할 수 있습니다."),
        "records.cosigning",
        "council_id",
    ),
    "panel.invited": Kind(
        lazy("추첨에 뽑히셨습니다: %(title)s"),
        lazy("참여할지 사양할지 답해 주세요. 사양하셔도 괜찮습니다."),
        "panels.show",
        "panel_id",
    ),
    "panel.heard": Kind(
        lazy("추첨 참여단이 의견을 냈습니다: %(title)s"),
        lazy("무엇이라고 했는지 누구나 읽을 수 있습니다."),
        "panels.show",
        "panel_id",
    ),
    "referral.made": Kind(
        lazy("새 연계가 하나 있습니다."),
        lazy("로그인해서 열어 보세요. 무슨 일인지는 알림과 편지에 적지 않습니다."),
        "referrals.show",
        "referral_id",
    ),
    "report.sent": Kind(
        lazy("새 보고서가 왔습니다: %(title)s"),
        lazy("요청마다 답변 기한이 있습니다. 받은 요청을 확인하고 답해 주세요."),
        "desk.inbox",
        "dong_id",
    ),
    "question.opened": Kind(
        lazy("이웃의 생각을 묻습니다: %(title)s"),
        lazy("짧은 의견을 하나씩 보고 동의하는지 답합니다. 내 의견도 쓸 수 있습니다."),
        "opinions.show",
        "question_id",
    ),
    "question.closed": Kind(
        lazy("의견 모으기가 끝나 결과가 나왔습니다: %(title)s"),
        lazy("무엇을 함께 생각하는지, 어디에서 갈리는지 볼 수 있습니다."),
        "opinions.result",
        "question_id",
    ),
    "statement.waiting": Kind(
        lazy("살펴볼 의견이 들어왔습니다: %(title)s"),
        lazy("읽고 올리거나, 까닭을 적어 가려 주세요. 쓴 이웃이 기다립니다."),
        "opinions.desk",
        "question_id",
    ),
    "statement.shown": Kind(
        lazy("쓰신 의견이 올라갔습니다: %(title)s"),
        lazy("이제 이웃이 답합니다. 결과는 마감한 뒤에 모두 함께 봅니다."),
        "opinions.mine",
        "question_id",
    ),
    "statement.hidden": Kind(
        lazy("쓰신 의견을 올리지 않았습니다: %(title)s"),
        lazy("까닭은 ‘내 답’에 적혀 있습니다. 고쳐서 새로 쓸 수 있습니다."),
        "opinions.mine",
        "question_id",
    ),
    "statement.settled": Kind(
        lazy("쓰신 의견이 어떻게 되었는지 정해졌습니다: %(title)s"),
        lazy("무엇에 담았는지, 왜 담지 않았는지 ‘내 답’에서 볼 수 있습니다."),
        "opinions.mine",
        "question_id",
    ),
}
