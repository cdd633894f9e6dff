"""What people are told of proposals and of what is said about them."""

from collections.abc import Mapping

from app.kernel.i18n import lazy
from app.notices.states.kinds import Kind

OF_TALK: Mapping[str, Kind] = {
    "comment.hidden": Kind(
        lazy("‘%(title)s’에 쓴 의견이 가려졌습니다."),
        lazy("까닭을 읽을 수 있고, 글을 고쳐서 다시 보이거나 다른 분에게 이의를 신청할 수 있습니다."),
        "discussion.cases",
        "comment_id",
    ),
    "comment.shown": Kind(
        lazy("‘%(title)s’에 쓴 의견이 이제 모두에게 보입니다."),
        lazy("기다려 주셔서 고맙습니다."),
        "proposals.show",
        "proposal_id",
    ),
    "comment.upheld": Kind(
        lazy("‘%(title)s’에 쓴 의견을 다시 살펴보았고, 계속 가려 두기로 했습니다."),
        lazy("까닭을 읽을 수 있고, 그 뒤로는 글을 고쳐서 다시 보일 수 있습니다."),
        "discussion.cases",
        "comment_id",
    ),
    "comment.kept": Kind(
        lazy("‘%(title)s’에서 신고하신 의견을 살펴보고 그대로 두었습니다."),
        lazy("그 의견의 ‘신고’를 다시 누르면 까닭을 읽을 수 있습니다."),
        "proposals.show",
        "proposal_id",
    ),
    "case.opened": Kind(
        lazy("‘%(title)s’에 살펴볼 의견이 있어 맡아 주셔야 합니다."),
        lazy("기한까지 읽고, 까닭을 적어 가리거나 그대로 두어 주세요."),
        "discussion.flagged",
        "council_id",
    ),
    "case.reminded": Kind(
        lazy("‘%(title)s’의 의견을 살펴볼 기한이 다가옵니다."),
        lazy("기한이 지나면 동주민센터에 알립니다."),
        "discussion.flagged",
        "council_id",
    ),
    "case.overdue": Kind(
        lazy("‘%(title)s’의 의견을 아무도 기한까지 살펴보지 않았습니다."),
        lazy("퍼실리테이터에게 묻거나, 직접 살펴보고 답해 주세요."),
        "discussion.flagged",
        "council_id",
    ),
    "comment.blocked": Kind(
        lazy("‘%(title)s’에 쓴 의견을 30일 동안 막았습니다(임시조치)."),
        lazy("까닭을 읽고 이의를 보낼 수 있습니다. 30일 안에 결과를 알려 드립니다."),
        "discussion.cases",
        "comment_id",
    ),
    "blocking.asked": Kind(
        lazy("‘%(title)s’의 의견을 막아 달라는 요청(임시조치)이 왔습니다."),
        lazy("지체 없이 살펴보고 두 쪽에 알려야 합니다(정보통신망법 제44조의2)."),
        "discussion.blocking_requests",
        "council_id",
    ),
    "blocking.objected": Kind(
        lazy("임시조치로 막은 ‘%(title)s’의 의견에 글쓴이가 이의를 보냈습니다."),
        lazy("읽고 결과를 정해 주세요."),
        "discussion.blocking_requests",
        "council_id",
    ),
    "blocking.due": Kind(
        lazy("‘%(title)s’의 의견을 막은 기간이 곧 끝납니다."),
        lazy("그때까지 결과를 정하지 않으면 글이 다시 보입니다."),
        "discussion.blocking_requests",
        "council_id",
    ),
    "proposal.tabled": Kind(
        lazy("‘%(title)s’ 제안이 회의 안건에 올랐습니다."),
        lazy("회의 때와 장소는 제안 쪽에서 볼 수 있습니다."),
        "proposals.show",
        "proposal_id",
    ),
    "amendment.offered": Kind(
        lazy("‘%(title)s’ 제안에 이웃이 수정안을 냈습니다."),
        lazy("무엇이 바뀌는지 보고, 받아들이거나 까닭을 적어 답해 주세요."),
        "proposals.amendment",
        "amendment_id",
    ),
    "amendment.accepted": Kind(
        lazy("‘%(title)s’ 제안이 이웃의 수정안을 받아들여 글을 바꾸었습니다."),
        lazy("무엇이 바뀌었는지 볼 수 있습니다. 뜻이 달라졌다면 공감을 거둘 수도 있습니다."),
        "proposals.amendment",
        "amendment_id",
    ),
    "amendment.declined": Kind(
        lazy("‘%(title)s’에 낸 수정안을 제안한 분이 받아들이지 않았습니다."),
        lazy("까닭은 수정안 쪽에 적혀 있습니다."),
        "proposals.amendment",
        "amendment_id",
    ),
    "proposal.moved_on": Kind(
        lazy("‘%(title)s’ 제안에 다음 회의에 오를 만큼 공감이 모였습니다."),
        lazy("퍼실리테이터가 다음 회의의 안건으로 올릴 수 있습니다."),
        "proposals.show",
        "proposal_id",
    ),
    "proposal.withdrawn": Kind(
        lazy("‘%(title)s’ 제안을 제안한 분이 거두었습니다."),
        lazy("거둔 까닭은 제안 쪽에서 볼 수 있습니다."),
        "proposals.show",
        "proposal_id",
    ),
    "proposal.closed": Kind(
        lazy("‘%(title)s’ 제안의 결말이 났습니다: %(fate)s"),
        lazy("까닭은 제안 쪽에서 볼 수 있습니다."),
        "proposals.show",
        "proposal_id",
    ),
    "proposal.invited": Kind(
        lazy("‘%(title)s’ 제안을 함께 내자는 초대가 왔습니다."),
        lazy("읽어 보고, 받아들이거나 마다할 수 있습니다."),
        "proposals.show",
        "proposal_id",
    ),
    "merger.suggested": Kind(
        lazy("‘%(title)s’ 제안을 다른 제안과 합치자고 합니다."),
        lazy("까닭을 읽고 답해 주세요. 답하시기 전에는 아무것도 바뀌지 않습니다."),
        "proposals.merger",
        "merger_id",
    ),
    "handover.offered": Kind(
        lazy("‘%(title)s’ 제안을 넘겨받을지 다른 골목회의가 묻습니다."),
        lazy("까닭을 읽고 받거나, 받지 않는 까닭을 적어 답해 주세요."),
        "proposals.handover",
        "handover_id",
    ),
    "handover.accepted": Kind(
        lazy("‘%(title)s’ 제안을 다른 골목회의가 넘겨받았습니다."),
        lazy("이제 그곳에서 이야기합니다."),
        "proposals.handover",
        "handover_id",
    ),
    "handover.declined": Kind(
        lazy("‘%(title)s’ 제안을 다른 골목회의가 받지 않기로 했습니다."),
        lazy("까닭을 읽을 수 있고, 제안은 그대로 이어집니다."),
        "proposals.handover",
        "handover_id",
    ),
    "merger.agreed": Kind(
        lazy("‘%(title)s’ 제안을 다른 제안에 합쳤습니다."),
        lazy("공감한 이웃에게 공감을 옮길지 묻고 있습니다."),
        "proposals.merger",
        "merger_id",
    ),
    "merger.declined": Kind(
        lazy("‘%(title)s’ 제안은 합치지 않기로 했습니다."),
        lazy("두 제안은 그대로 이어집니다."),
        "proposals.merger",
        "merger_id",
    ),
    "support.asked": Kind(
        lazy("공감하신 ‘%(title)s’ 제안이 다른 제안으로 이어졌습니다."),
        lazy("내 공감을 옮길지, 남길지, 거둘지 답해 주세요. 답하시기 전에는 옮기지 않습니다."),
        "proposals.support",
        "proposal_id",
    ),
    "proposal.reopened": Kind(
        lazy("‘%(title)s’ 제안을 다시 열었습니다."),
        lazy("다시 공감하고 의견을 남길 수 있습니다."),
        "proposals.show",
        "proposal_id",
    ),
}
