"""Kinds of requests and their legal clocks become rows; what was received before keeps the clock it had."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

_MINWON = {"extension": None, "second_with_consent": True, "valid_from": date(2016, 2, 12)}
_ASK_KO = (
    "받아들이기 어려우면 위 담당자에게 이유를 더 물을 수 있고, 새로운 사실이나 다른 방법을 담아 다시 {asking} 수 "
    "있습니다. "
    "같은 내용에 두 번 답한 뒤에는 센터가 종결할 수 있습니다(민원처리법 제23조, 제27조)."
)
_ASK_EN = (
    "If you cannot accept this, you can ask the officer above for more reasons, and {asking} again with new facts or "
    "another way. After two answers to the same matter the centre may close it (Civil Petitions Treatment Act, "
    "arts. 23 and 27)."
)
# The law as it stood on 28 November 2026. `extension` None is as long as the term.
NATIONAL: tuple[dict[str, Any], ...] = (
    {
        **_MINWON, "code": "suggestion", "name_ko": "건의민원", "name_en": "Suggestion",
        "law": "민원 처리에 관한 법률 시행령 제15조, 제21조; 법 제19조, 제27조 "
        "제3항", "term": 14, "unit": "working_days",
        "gives_ko": "주말과 공휴일을 빼고 14일 안에 답합니다. 거절하면 이유와 다시 물을 길을 함께 알려야 합니다.",
        "gives_en": "An answer within 14 days, weekends and holidays left out. A no must come with its reasons and the "
        "way to ask again.",
        "remedy_ko": _ASK_KO.format(asking="건의할"), "remedy_en": _ASK_EN.format(asking="suggest it"),
    },
    {
        **_MINWON, "code": "query_law", "name_ko": "질의민원 (법령)", "name_en": "Question about a law",
        "law": "민원 처리에 관한 법률 시행령 제14조 제1호, 제21조", "term": 14, "unit": "working_days",
        "gives_ko": "법이나 조례의 뜻을 묻습니다. 주말과 공휴일을 빼고 14일 안에 설명을 듣습니다.",
        "gives_en": "Asks what a law or an ordinance means. The explanation comes within 14 days, weekends and "
        "holidays "
        "left out.",
        "remedy_ko": _ASK_KO.format(asking="질의할"), "remedy_en": _ASK_EN.format(asking="ask"),
    },
    {
        **_MINWON, "code": "query", "name_ko": "질의민원 (제도·절차)", "name_en": "Question about how things are done",
        "law": "민원 처리에 관한 법률 시행령 제14조 제2호, 제21조", "term": 7, "unit": "working_days",
        "gives_ko": "제도나 절차를 묻습니다. 주말과 공휴일을 빼고 7일 안에 설명을 듣습니다.",
        "gives_en": "Asks how something is done. The explanation comes within 7 days, weekends and holidays left out.",
        "remedy_ko": _ASK_KO.format(asking="질의할"), "remedy_en": _ASK_EN.format(asking="ask"),
    },
    {
        **_MINWON, "code": "grievance", "name_ko": "고충민원", "name_en": "Grievance",
        "law": "민원 처리에 관한 법률 시행령 제17조, 제21조", "term": 7, "unit": "working_days", "survey_days": 14,
        "gives_ko": "행정 때문에 겪는 어려움을 바로잡아 달라고 합니다. 주말과 공휴일을 빼고 7일 안에 답하고, "
        "현장조사를 하면 14일이 "
        "더 걸릴 수 있습니다.",
        "gives_en": "Asks to put right a hardship that the administration causes. An answer within 7 days, weekends "
        "and "
        "holidays left out; a field survey may take 14 days more.",
        "remedy_ko": "같은 어려움을 다시 내면 감사 부서가 조사합니다. 국민권익위원회나 시민고충처리위원회에도 신청할 "
        "수 있습니다"
        "(민원처리법 시행령 제17조).",
        "remedy_en": "If you bring the same grievance again, the audit department looks into it. You can also turn to "
        "the "
        "Anti-Corruption and Civil Rights Commission or the citizens' ombudsman (Enforcement Decree, art. 17).",
    },
    {
        "code": "citizen_proposal", "name_ko": "국민제안", "name_en": "Citizen proposal", "law": "국민제안규정 제4조, "
        "제6조",
        "term": 1, "unit": "months", "extension": 0, "supplement_within": 7, "again_days": 15,
        "valid_from": date(2011, 6, 7),
        "gives_ko": "1개월 안에 답합니다. 채택되지 않으면 15일 안에 재심사를 요청할 수 있고, 다시 1개월 안에 답합니다.",
        "gives_en": "An answer within 1 month. If it is not adopted you can ask for a re-examination within 15 days, "
        "which "
        "is answered within another month.",
        "remedy_ko": "받아들이기 어려우면 답변을 받은 날부터 15일 안에 재심사를 요청할 수 있습니다. 재심사 결과는 "
        "1개월 안에 "
        "알립니다(국민제안규정 제6조).",
        "remedy_en": "If you cannot accept this, you can ask for a re-examination within 15 days of receiving the "
        "answer. "
        "Its result comes within 1 month (Regulation on Citizen Proposals, art. 6).",
    },
    {
        "code": "autonomy_plan", "name_ko": "자치계획", "name_en": "Neighbourhood plan", "law": "주민자치회 조례; 민법 "
        "제157조, 제161조",
        "term": 30, "unit": "days", "extension": 0, "valid_from": date(2016, 2, 12),
        "gives_ko": "30일 안에 검토 결과를 알립니다. 회의체가 그 결과를 보고 자치계획을 확정합니다.",
        "gives_en": "The result of the review within 30 days. The council settles its plan with that result in mind.",
        "remedy_ko": "이 검토 결과를 보고 회의체가 자치계획을 확정합니다. 고쳐서 다시 검토받고 싶으면 위 담당자에게 "
        "말해 주세요"
        "(주민자치회 조례).",
        "remedy_en": "The council settles its plan with this review in mind. To have a changed plan reviewed again, "
        "speak to "
        "the officer above (ordinance on residents' councils).",
    },
    {
        "code": "petition", "name_ko": "청원", "name_en": "Petition", "law": "청원법 제21조, 제22조",
        "term": 90, "unit": "days", "extension": 60, "valid_from": date(2021, 12, 23),
        "gives_ko": "90일 안에 결과를 알립니다. 60일까지 한 번 늘릴 수 있고, 기간이 지나도 답이 없으면 30일 안에 "
        "이의를 신청할 수 "
        "있습니다.",
        "gives_en": "The result within 90 days, which may be extended once by 60. If the time passes without an "
        "answer you "
        "can object within 30 days.",
        "remedy_ko": "처리기간이 지나도 답이 없었으면 그날부터 30일 안에 이의를 신청할 수 있고, 15일 안에 "
        "결정합니다(청원법 제22조). "
        "새로운 사실이 있으면 다시 청원할 수 있습니다.",
        "remedy_en": "If the time passed without an answer, you can object within 30 days from then, which is decided "
        "within "
        "15 days (Petition Act, art. 22). With new facts you can petition again.",
    },
)  # fmt: skip


def seeds() -> list[dict[str, Any]]:
    """The rows of the national kinds, every column filled."""
    usual = {"second_with_consent": False, "survey_days": 0, "supplement_within": None, "again_days": None}
    nothing = {"gu_id": None, "valid_until": None}
    rows = [{**usual, **nothing, **kind} for kind in NATIONAL]
    return [{**row, "extension": row["term"] if row["extension"] is None else row["extension"]} for row in rows]


def upgrade() -> None:
    """Go forward."""
    made = op.create_table(
        "request_kind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gu_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name_ko", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("law", sa.String(length=200), nullable=False),
        sa.Column("term", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("extension", sa.Integer(), nullable=False),
        sa.Column("second_with_consent", sa.Boolean(), nullable=False),
        sa.Column("survey_days", sa.Integer(), nullable=False),
        sa.Column("supplement_within", sa.Integer(), nullable=True),
        sa.Column("again_days", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("gives_ko", "gives_en", "remedy_ko", "remedy_en")),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("term > 0 AND extension >= 0 AND survey_days >= 0", name=op.f("ck_request_kind_periods")),
        sa.CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name=op.f("ck_request_kind_validity")),
        sa.ForeignKeyConstraint(["gu_id"], ["gu.id"], name=op.f("fk_request_kind_gu_id_gu")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_kind")),
    )
    op.create_index(
        "uq_request_kind_gu_id_code_valid_from", "request_kind", ["gu_id", "code", "valid_from"], unique=True
    )
    op.bulk_insert(made, seeds())
    op.execute(
        "ALTER TABLE request ADD COLUMN kind_id INTEGER "
        "CONSTRAINT fk_request_kind_id_request_kind REFERENCES request_kind (id)"
    )
    op.create_index(op.f("ix_request_kind_id"), "request", ["kind_id"], unique=False)
    op.execute(
        "UPDATE request SET kind_id = (SELECT id FROM request_kind WHERE code = request.clock) "
        "WHERE received_on IS NOT NULL"
    )


def downgrade() -> None:
    """Go back. Kinds that a gu made are lost; requests keep their codes and due dates."""
    op.drop_index(op.f("ix_request_kind_id"), "request")
    op.execute("ALTER TABLE request DROP COLUMN kind_id")
    op.drop_table("request_kind")
