"""Two proposals that mean the same become one, and each supporter says where the support goes. Without JavaScript."""

from sqlalchemy import select

from app.notices.jobs import deliver_events
from app.proposals.models import Merger, Proposal

BENCH = "주차 한 면을 쉼터로 바꿔 볼까요"
SEAT = "분식집 앞에 앉을 자리를 만들어요"
MOVER, STAYER, LEAVER = "분식집 사장", "3통 통장", "야간 근무 간호사"


def propose(author, town) -> int:
    author.open(f"/councils/{town.council}/proposals/new").write("제목", SEAT)
    author.write("무엇이 문제인가요?", "장을 보고 오다 쉴 데가 없습니다.")
    author.write("어떻게 되면 좋겠나요?", "의자 둘이면 됩니다.").press("다음: 읽어 보기").press("내놓기")
    return town.number(Proposal.title, SEAT)


def test_three_supporters_are_asked_and_one_moves_one_stays_one_leaves(town, without_javascript):
    author, guide = without_javascript("초록대문 집"), without_javascript("골목 활동가")
    old, new = propose(author, town), town.number(Proposal.title, BENCH)
    people = {name: without_javascript(name) for name in (MOVER, STAYER, LEAVER)}
    for window in people.values():
        window.open(f"/proposals/{old}").press("나도 공감합니다")
    before = town.ask(select(Proposal.endorsement_count).where(Proposal.id == new))[0]

    guide.open(f"/proposals/{old}").press("다른 제안과 합치기")
    guide.tick(BENCH).tick("고른 제안이 남습니다").write("합치자는 까닭", "두 제안 모두 앉을 자리를 바랍니다.")
    guide.press("합치자고 묻기")
    assert "초록대문 집님이 답합니다" in guide.text
    merger = town.ask(select(Merger.id))[0]

    author.open(f"/mergers/{merger}").press("합치기")
    assert "공감을 옮길지 물었습니다" in author.text
    town.run(deliver_events)

    answers = {MOVER: "새 제안에 공감합니다", STAYER: "옛 제안에만 남깁니다", LEAVER: "모두 거둡니다"}
    for name, window in people.items():
        window.open("/notices")
        with window.page.expect_navigation():
            window.page.locator(".card", has_text=f"공감하신 ‘{SEAT}’ 제안이").get_by_role("button").click()
        assert window.heading == "내 공감을 어떻게 할까요?"
        window.tick(answers[name]).press("이렇게 답하기")
        assert "답하신 대로 했습니다" in window.text
    said = "공감을 옮긴 이웃 1명 · 여기에만 남긴 이웃 1명 · 거둔 이웃 1명 · 아직 답하지 않음 0명"
    assert said in author.open(f"/proposals/{old}").text
    assert "의견 남기기" not in author.text
    assert said in author.open(f"/proposals/{new}").text
    assert f"{before + 1}명이 공감합니다" in author.text
