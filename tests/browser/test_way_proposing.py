"""Step three: a proposal from the first word to a discussion that stays decent. Without JavaScript."""

from playwright.sync_api import expect
from sqlalchemy import select

from app.cli.demo.picture import bags_in_an_alley
from app.discussion.models import Comment
from app.proposals.models import Proposal
from tests.browser import pictures

TITLE = "골목 어귀에 재떨이 하나를 놓아요"
BENCH = "주차 한 면을 쉼터로 바꿔 볼까요"


def write_proposal(window, council: int) -> None:
    window.open(f"/councils/{council}").press("제안하기")
    window.write("제목", TITLE).write("골목의 어디", "국사봉길 82 앞").write("드는 돈", "12만")
    window.write("무엇이 문제인가요?", "꽁초가 하수구에 쌓여 비가 오면 넘칩니다.")
    window.write("어떻게 되면 좋겠나요?", "뚜껑 있는 재떨이 하나면 됩니다.")
    photo = {"name": "alley.png", "mimeType": "image/png", "buffer": bags_in_an_alley().getvalue()}
    window.field("사진").set_input_files(photo)
    window.write("사진 설명", "하수구 위에 꽁초가 모여 있습니다.").press("다음: 읽어 보기")


def test_a_proposal_is_read_back_published_with_its_photo_and_endorsed(town, without_javascript):
    author = without_javascript("초록대문 집")
    write_proposal(author, town.council)
    assert author.heading == "이렇게 보입니다"
    assert "120,000원" in author.text
    number = town.number(Proposal.title, TITLE)
    neighbour = without_javascript("감나무 집")
    assert neighbour.page.goto(f"{town.base}/proposals/{number}").status in {403, 404}

    author.press("내놓기")
    assert author.heading == TITLE
    photo = author.page.get_by_role("img", name="하수구 위에 꽁초가 모여 있습니다.")
    expect(photo).to_have_js_property("complete", True)
    assert photo.evaluate("image => image.naturalWidth") > 0

    neighbour.open(f"/proposals/{number}").press("나도 공감합니다")
    assert "1명이 공감합니다" in neighbour.text
    assert "나도 공감했습니다" in neighbour.text
    neighbour.press("공감 거두기")
    assert "0명이 공감합니다" in neighbour.text


def test_neighbours_argue_edit_flag_and_a_hidden_comment_tells_its_author_why(town, without_javascript):
    place = f"/proposals/{town.number(Proposal.title, BENCH)}"
    writer = without_javascript("감나무 집")
    writer.open(place)
    for stance, words in (("찬성", "한 달만 해 보면 압니다."), ("반대", "저 집 사람들만 좋은 일입니다.")):
        writer.tick(stance).write("하고 싶은 말", words).press("의견 남기기")
        assert words in writer.text
    kind, rude = town.ask(select(Comment.id).order_by(Comment.id.desc()).limit(2))[::-1]
    writer.press("고치기", within=writer.page.locator(f"#comment-{kind}"))
    writer.write("하고 싶은 말", "한 달만 해 보고 다시 정합시다.").press("고친 글 올리기")
    assert "고침 1번" in writer.text

    other = without_javascript("3통 통장")
    other.open(place).press("신고", within=other.page.locator(f"#comment-{rude}"))
    other.write("무엇이 문제인가요?", "이웃을 깎아내립니다.").press("신고하기")
    assert "신고했습니다" in other.text

    facilitator = without_javascript("골목 활동가")
    facilitator.open(f"/councils/{town.council}").press("살펴볼 글")
    facilitator.press("가리기", within=facilitator.page.locator(f"#comment-{rude}"))
    facilitator.tick("욕설, 비방이나 위협").write("글쓴이에게 하는 설명", "사람이 아니라 일을 말해 주세요.").press(
        "가리기"
    )

    assert "저 집 사람들만" in writer.open(place).text, "the author still reads the own words"
    assert "욕설, 비방이나 위협: 사람이 아니라 일을 말해 주세요." in writer.text
    other.open(place)
    assert "저 집 사람들만" not in other.text
    assert "사람이 아니라 일을 말해 주세요." in other.text


def test_what_was_half_filled_in_is_said_in_the_field_and_kept(town, without_javascript):
    author = without_javascript("초록대문 집")
    author.open(f"/councils/{town.council}/proposals/new")
    author.write("제목", TITLE).write("어떻게 되면 좋겠나요?", "제 번호는 010-1234-5678").press("다음: 읽어 보기")
    summary = author.page.get_by_role("alert")
    expect(summary).to_contain_text("무엇이 문제인가요?")
    expect(summary).to_contain_text("지워 주세요")
    assert author.field("제목").input_value() == TITLE


def test_a_discussion_shows_both_sides_and_why_a_comment_was_hidden(town, phone, desk):
    place = f"/proposals/{town.number(Proposal.title, BENCH)}"
    reader = phone()
    reader.open(place)
    assert "이웃을 깎아내리는 말이라 가렸습니다" in reader.text
    assert "저 집은 차도 없으면서" not in reader.text
    pictures.keep(reader, "proposal", tallest=2720)
    assert "For" in desk().open(place).text
