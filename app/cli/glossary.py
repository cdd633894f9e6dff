"""The page of words for `flask docs`: every table and every word of an enum, in Korean and in the code.

Tables and enums are found, not listed: KOREAN names each table, WORDS adds words of the field that are neither. A test
keeps both true to the code.
"""

from collections.abc import Iterator, Mapping

from app.kernel.db import Base
from app.kernel.states import Labelled

KOREAN: Mapping[str, str] = {
    "Addendum": "봉인한 회의록에 덧붙인 것",
    "AgendaItem": "안건",
    "Alley": "골목",
    "Amendment": "수정안",
    "Answer": "의견에 한 답",
    "AnswerFile": "첨부 파일 (답변에 붙인 파일)",
    "AnswerFind": "첨부 파일에서 찾은 개인정보",
    "AnswerReview": "답변 살펴보기",
    "AnswerTemplate": "답변 틀",
    "ApiToken": "토큰 (프로그램이 쓰는 열쇠)",
    "AskedCount": "개표 부탁",
    "AskingAgain": "다시 묻기 (재심사 요청)",
    "AskingSupport": "힘 보태기",
    "Assignment": "담당 지정",
    "Attendance": "참석",
    "Ballot": "투표용지",
    "BlockingRequest": "임시조치 요청",
    "Booking": "자리 신청",
    "Bylaws": "운영세칙",
    "Caller": "부르는 이웃",
    "Case": "살펴볼 일",
    "CheckAnswer": "이행 확인에 한 답",
    "CoProposer": "공동제안자",
    "Comment": "의견 글",
    "CommentVersion": "고치기 전의 의견",
    "Commitment": "이행 약속",
    "Cosignature": "공동 서명",
    "Cosigner": "공동 서명 기관",
    "CosignerKey": "공동 서명 기관의 열쇠",
    "Council": "골목회의, 주민총회",
    "CouncilView": "답변에 대한 골목회의의 의견",
    "Decision": "답변",
    "Delivery": "소식 한 건을 보내는 일",
    "DeskNote": "책상 메모",
    "DeedCheck": "이행 확인",
    "DeedPhoto": "이행 사진",
    "DecisionVersion": "답변의 판",
    "Device": "로그인한 기기",
    "Division": "표결",
    "Dong": "동 (행정동)",
    "Ending": "결말",
    "Endorsement": "공감",
    "Event": "일어난 일",
    "Flag": "신고",
    "Gu": "자치구",
    "Handover": "다른 골목회의로 넘기기",
    "Helpful": "도움이 됐어요",
    "Invitee": "부를 이웃",
    "KeyRetirement": "열쇠 거두기",
    "Knock": "문 앞에서 기다리는 사람",
    "LaterProposal": "요청에서 이어진 새 제안",
    "LedgerEntry": "공개 장부의 한 줄",
    "LineCorrection": "회의록 문장을 고치자는 제안",
    "LineVersion": "고치기 전의 회의록 문장",
    "Lineage": "이어진 제안",
    "Meeting": "회의",
    "MeetingEntry": "진행 기록",
    "MeetingProposal": "회의에서 나온 제안",
    "MeetingRole": "일 나누기",
    "MeetingVote": "회의의 비밀투표",
    "Membership": "참여",
    "Merger": "합치자는 제의",
    "Message": "편지",
    "Milestone": "이행 단계",
    "Minutes": "회의록",
    "MinutesLine": "회의록의 한 문장",
    "Mixing": "섞기",
    "Notification": "알림",
    "Objection": "이의 신청",
    "OfflineEntry": "인터넷 없이 적은 것",
    "OneTimeCode": "인증번호",
    "OpinionMap": "의견 그룹을 살펴본 것",
    "Option": "고를 것",
    "Panel": "추첨 참여단",
    "PanelConsent": "추첨 동의",
    "PanelPlace": "참여단의 자리",
    "PaperBallot": "종이 투표용지",
    "PaperBatch": "묶음",
    "PaperEntry": "옮겨 적은 묶음",
    "Pause": "이야기 쉬기",
    "Photo": "사진",
    "Plan": "자치계획",
    "PlanItem": "자치계획의 사업",
    "PlanReminder": "자치계획 기한 알림",
    "PlanVersion": "자치계획의 판",
    "TakingBack": "의결 되돌림",
    "Poll": "투표",
    "Post": "동주민센터의 자리 (우리동네주무관)",
    "Posting": "게시 증빙",
    "Progress": "이행 소식",
    "Proposal": "의제 제안",
    "ProposalPart": "제안의 말조각",
    "ProposalVersion": "고치기 전의 제안",
    "Question": "의견 지도의 물음",
    "Reading": "전화기로 보인 온도",
    "Reconciliation": "대조표",
    "Recusal": "제척·회피",
    "Referral": "복지 연계",
    "ReferralLook": "복지 연계를 열어 본 기록",
    "RefusedDuplicates": "이미 투표하여 돌려보낸 수",
    "Remark": "발언",
    "Report": "결과보고서",
    "Request": "요청",
    "RequestKind": "요청의 절차",
    "RequestStep": "요청의 처리 경과",
    "Resolution": "의결",
    "RoadSegment": "길의 한 부분",
    "RollAddition": "명부에 더하기",
    "RollEntry": "투표인명부의 한 줄",
    "SearchPause": "개인정보 살펴보기를 멈춘 때",
    "SectionOpinion": "부서 의견",
    "SealedMinutes": "봉인한 회의록",
    "Sealing": "봉인",
    "SendingTerm": "자치계획을 보내는 기한",
    "Spending": "집행",
    "StaffNote": "담당자 메모",
    "Statement": "의견 한 줄",
    "Summary": "이야기 요약",
    "SummaryCorrection": "요약에 고칠 점",
    "TalkRules": "토론 규칙",
    "Tally": "집계",
    "Thermometer": "온도 재기",
    "Trial": "시범 기간",
    "User": "사람 (주민, 담당자, 운영자)",
    "Voice": "표결에 낸 표",
    "Webhook": "웹훅 (소식을 받는 주소)",
    "WelfarePost": "복지플래너의 자리",
}
# Korean, where it is in the code, and what it means
WORDS = (
    ("보완", "app.decisions.service.ask_supplement", "what the centre needs to know; the clock stands until it comes"),
    ("이송", "app.decisions.service.pass_on", "to hand a request to the office it belongs to, within 8 hours of work"),
    ("대신 접수", "app.councils.service.take_in", "an officer writes down what a resident says"),
    ("주민총회", "app.councils.states.Kind.ASSEMBLY", "the council of a whole dong"),
    ("퍼실리테이터", "app.councils.states.Seat.FACILITATOR", "who runs meetings and polls of a council"),
    ("참관인", "app.councils.states.Seat.OBSERVER", "who watches the count"),
    ("살펴볼 글", "app.discussion.queries.queue", "what waits for a moderator, by its clock"),
    ("조치 기록", "app.discussion.queries.log", "what moderators did, without names and without the words"),
    ("상정", "app.proposals.service.table", "to put a proposal on the agenda of a meeting"),
    ("공고", "app.polls.service.announce", "to tell residents of a poll; the notice period runs from here"),
    ("개표", "app.polls.service.counting.count", "to count the box of a poll that takes no ballots any more"),
    ("확정", "app.polls.service.certify", "to make a result final after counting once more"),
    (
        "공개 기록",
        "app.records.service.record",
        "the file of a counted poll that anybody keeps, counts again and checks",
    ),
    ("지문", "app.kernel.ledger.LedgerEntry.code", "what one keeps of the ledger to find a change of the past"),
    ("회의록 봉인", "app.meetings.service.sealing.seal", "the hash of published minutes goes into the public ledger"),
    ("대조", "app.records.service.reconcile_poll", "to hold what is kept against what was fixed"),
    ("투표확인증, 접수증", "app.polls.service.Receipt", "proof that a ballot is in the box, never of what it says"),
    ("접수증의 낱말", "app.polls.service.Receipt.pairs", "the receipt in six words: three adjectives, three nouns"),
    ("자세한 번호", "app.polls.service.receipts.grouped", "the receipt in full: 128 bits as 26 letters and digits"),
    ("정족수, 성원", "app.councils.service.rules.quorum_needed", "how many must take part"),
    ("통과 기준, 의결정족수", "app.councils.service.rules.passing_needed", "how many votes carry a motion"),
    ("추첨", "app.polls.methods.lot.draw", "an order that anybody can draw again"),
    ("약속", "app.polls.methods.lot.commitment", "the hash of a secret, published before the lot"),
    ("씨앗", "app.polls.methods.lot.seed", "what the order of a lot follows from: secret, outside source and list"),
    (
        "공고 지문",
        "app.polls.methods.files.lot_file.Lot.fingerprint",
        "what one keeps of a published lot to know it again",
    ),
    ("층", "app.polls.methods.sortition.strata", "those of a list with the same values, drawn from apart"),
    ("할당", "app.polls.methods.sortition.Quota", "at least and at most so many of a panel with one value"),
    ("위원단", "app.polls.methods.sortition.panel", "members drawn together so that all quotas are met"),
    ("찬반", "app.polls.methods.motion.Motion", "one question: for, against or abstain"),
    ("하나 고르기", "app.polls.methods.choose_one.ChooseOne", "plurality"),
    ("여러 개 고르기, 1인 k표", "app.polls.methods.choose_up_to_k.ChooseUpToK", "mark up to k"),
    ("찬성 투표", "app.polls.methods.approval.approval", "approval: mark any"),
    ("점 투표", "app.polls.methods.cumulative.cumulative", "n points over the options"),
    ("점수 투표", "app.polls.methods.score.score", "0 to 5 each"),
    ("점수 매기고 둘이 결선", "app.polls.methods.star.star", "0 to 5 each; the two highest sums meet in a runoff"),
    ("다수 판단", "app.polls.methods.majority_judgement.majority_judgement", "grades; the highest median"),
    ("즉석 결선 투표", "app.polls.methods.irv.irv", "instant run-off"),
    ("슐체 방식", "app.polls.methods.schulze.schulze", "the strongest paths of defeats"),
    ("순위 쌍 방식", "app.polls.methods.ranked_pairs.ranked_pairs", "the clearest defeats are locked first"),
    ("보르다 방식", "app.polls.methods.borda.borda", "a point for each option ranked below"),
    ("단기이양식, 스코틀랜드 규칙", "app.polls.methods.stv_scottish.stv_scottish", "STV after SSI 2007/42"),
    ("단기이양식, 미크 규칙", "app.polls.methods.stv_meek.stv_meek", "STV after Hill, Wichmann and Woodall"),
    ("표 순서대로", "app.polls.methods.budget_order.budget_order", "a budget: the most votes first"),
    (
        "값에 견준 표",
        "app.polls.methods.budget_greedy_cost.budget_greedy_cost",
        "a budget: the most votes for the money",
    ),
    ("똑같은 몫", "app.polls.methods.budget_equal_shares.budget_equal_shares", "a budget: the method of equal shares"),
    ("다시 묻기, 재심사", "app.decisions.service.ask_again", "the same, asked once more: somebody else answers"),
    ("종결", "app.decisions.service.close", "to close what was answered twice (민원처리법 §23)"),
    ("처리기한", "app.decisions.models.Request.due_on", "the day on which an answer is due"),
    ("다시 열기", "app.deeds.service.reopen_for_residents", "enough of those who took part say that it is not done"),
    ("이행 점검", "app.deeds.service.asking", "asking residents two weeks and two months after a deed"),
    ("사업비 한도", "app.plans.states.meter", "what fits under the cap in its order, and what just missed"),
    ("동주민센터", "app.places.models.Dong.centre_name", "the office of a dong"),
)


def models() -> list[type[Base]]:
    """Every table's class, by name."""
    return sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda model: model.__name__)


def enums() -> list[type[Labelled]]:
    """Every enum of the program with its words, by slice and name; it is found once its slice is imported."""
    ours = (kind for kind in Labelled.__subclasses__() if kind.__module__.startswith("app."))
    return sorted(ours, key=full_name)


def full_name(kind: type[Labelled]) -> str:
    """`polls.Channel`: two slices may have a word in common."""
    return f"{kind.__module__.split('.')[1]}.{kind.__name__}"


def meaning(thing: type) -> str:
    """The first line of its docstring."""
    return (thing.__doc__ or "").strip().splitlines()[0]


def lines() -> Iterator[str]:
    """The page without its heading, in Markdown."""
    yield from ("## 표 · Tables", "", "| 한국어 | 코드 | 표 | 뜻 |", "|---|---|---|---|")
    for model in models():
        yield f"| {KOREAN[model.__name__]} | `{model.__name__}` | `{model.__tablename__}` | {meaning(model)} |"
    yield from ("", "## 낱말 · Words of the field", "", "| 한국어 | 코드 | 뜻 |", "|---|---|---|")
    for korean, where, means in WORDS:
        yield f"| {korean} | `{where}` | {means} |"
    for kind in enums():
        yield from ("", f"## {full_name(kind)}", "", meaning(kind), "", "| 한국어 | 코드 |", "|---|---|")
        yield from (f"| {word.label} | `{word.value}` |" for word in kind)
