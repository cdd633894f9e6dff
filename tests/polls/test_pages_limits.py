"""Groups, points with a cap and weights, as a browser without scripts has them."""

from app.polls import queries
from tests import conftest, factories
from tests.browsing import form_of, submit
from tests.factories import polls as made
from tests.polls.papers import poll_url
from tests.polls.test_limits import MONEY, SAFETY
from tests.records.kinds_with_limits import ON_PAPER, ONLINE, weighed


def a_draft_and_its_facilitator(sign_in, **given):
    council = factories.a_council()
    facilitator = factories.a_facilitator(council)
    return made.a_draft(council, by=facilitator, **MONEY, **given), sign_in(facilitator)


def test_a_facilitator_sorts_options_into_groups_and_finds_them_again(app, sign_in):
    poll, client = a_draft_and_its_facilitator(sign_in)
    assert "/groups" in client.get(poll_url(poll)).text
    typed = {
        "group_1": SAFETY,
        "group_2": f" {SAFETY} ",
        "only_one_2": "가",
        "only_one_3": "가",
        "caps": f"{SAFETY} : 500원",
    }
    sent = submit(client, poll_url(poll, "groups"), "/groups", **typed)
    assert (sent.status_code, sent.location) == (303, poll_url(poll))
    told = client.get(sent.location).text
    assert "안전 분과(‘꽃길 만들기’, ‘평생교육’)에는 모두 500원까지 씁니다." in told
    assert "‘평생교육’, ‘더불어농장’ 가운데 하나만 뽑습니다." in told
    kept = form_of(client.get(poll_url(poll, "groups")).text, "/groups").values
    assert (kept["group_2"], kept["only_one_3"], kept["caps"]) == (SAFETY, "가", f"{SAFETY}: 500원")


def test_what_makes_no_sense_is_told_and_everything_typed_stays(app, sign_in):
    poll, client = a_draft_and_its_facilitator(sign_in)
    for caps, why in (
        ("안전 분과", "읽을 수 없는 줄이 있습니다"),
        ("안전 분과: 500원\n안전 분과: 400원", "두 번 적었습니다"),
        ("없는 분과: 500원", "든 것이 없습니다"),
        ("안전 분과: -5원", "읽을 수 없는 줄이 있습니다"),
        ("안전 분과: １００원", "읽을 수 없는 줄이 있습니다"),
    ):
        answer = submit(client, poll_url(poll, "groups"), "/groups", group_1=SAFETY, caps=caps)
        assert answer.status_code == 422
        assert why in answer.text
        assert form_of(answer.text, "/groups").values["group_1"] == SAFETY
    assert {option.group_name for option in conftest.rows("option")} == {""}


def test_new_groups_take_back_an_announcement_and_say_so(app, sign_in):
    later = {"opens_at": factories.in_days(1), "closes_at": factories.in_days(2)}
    poll, client = a_draft_and_its_facilitator(sign_in, **later)
    submit(client, poll_url(poll), "/announcement")
    assert queries.poll(poll.id).is_announced
    sent = submit(client, poll_url(poll, "groups"), "/groups", group_1=SAFETY)
    assert "알림을 거두었습니다" in client.get(sent.location).text
    assert not queries.poll(poll.id).is_announced


LOST = "갈래나 함께 할 수 없는 표시가 빠진 것이 있습니다"


def test_a_name_written_anew_leaves_its_group_and_the_page_says_so(app, sign_in):
    poll, client = a_draft_and_its_facilitator(sign_in)
    submit(client, poll_url(poll, "groups"), "/groups", group_1=SAFETY, group_2=SAFETY, caps=f"{SAFETY}: 500원")
    lines = form_of(client.get(poll_url(poll, "draft")).text, "/draft").values["others"]
    sent = submit(client, poll_url(poll, "draft"), "/draft", others=lines)
    assert LOST not in client.get(sent.location).text
    sent = submit(client, poll_url(poll, "draft"), "/draft", others=lines.replace("꽃길 만들기", "꽃길 가꾸기"))
    assert LOST in client.get(sent.location).text


def test_a_cap_that_the_money_written_anew_does_not_fit_is_warned_of(app, sign_in):
    poll, client = a_draft_and_its_facilitator(sign_in)
    submit(client, poll_url(poll, "groups"), "/groups", group_1=SAFETY, group_2=SAFETY, caps=f"{SAFETY}: 500원")
    assert "안전 분과’의 한도" not in client.get(poll_url(poll)).text
    sent = submit(client, poll_url(poll, "draft"), "/draft", budget_won="450")
    assert "‘안전 분과’의 한도는 쓸 수 있는 돈 안에서 적어 주세요." in client.get(sent.location).text
    lines = form_of(client.get(poll_url(poll, "draft")).text, "/draft").values["others"]
    dear = lines.replace("300원", "600원").replace("400원", "700원")
    sent = submit(client, poll_url(poll, "draft"), "/draft", budget_won="800", others=dear)
    assert "‘안전 분과’의 한도로는 그 안의 무엇도 할 수 없습니다." in client.get(sent.location).text


def test_the_paper_and_the_result_tell_of_groups(app, sign_in):
    council = factories.a_council()
    voter = factories.a_member(council)
    options = [one.__class__(**{**vars(one), "group_name": SAFETY, "only_one": "가"}) for one in MONEY["options"][:2]]
    poll = made.an_open_poll(
        council, **{**MONEY, "options": [*options, *MONEY["options"][2:]]}, caps={SAFETY: 400}, voters=6
    )
    page = sign_in(voter).get(poll_url(poll)).text
    assert "‘가’ 가운데 하나만 뽑힙니다" in page
    counted = made.a_counted_poll(
        [[1, 2]] * 3 + [[1, 3]] * 3,
        council,
        **{**MONEY, "options": [*options, *MONEY["options"][2:]]},
        caps={SAFETY: 400},
    )
    told = sign_in(voter).get(poll_url(counted, "result")).text
    assert "함께 할 수 없는 것이 먼저 뽑힘" in told
    assert "안전 분과: 한도 400원 가운데 300원을 씁니다." in told


def test_the_list_of_points_ends_at_the_cap(app, sign_in):
    council = factories.a_council()
    voter = factories.a_member(council)
    poll = made.an_open_poll(council, method="cumulative", choices=3, votes_per_voter=5, most_per_option=3)
    page = sign_in(voter).get(poll_url(poll)).text
    assert '<option value="3">' in page
    assert '<option value="4">' not in page
    assert "하나에 3점까지 줄 수 있고" in page


def test_a_weighed_result_shows_both_channels_and_what_would_be_without_weights(client):
    page = client.get(poll_url(weighed(ONLINE, ON_PAPER), "result")).text
    assert "종이(현장) 유효표 22표와 온라인 유효표 30표를 따로 세어" in page
    assert "비중 없이 모든 표를 똑같이 세면 다르게 됩니다. 그때 뽑히는 것: ‘꽃길 만들기’." in page
    assert "67.3%" in page  # 0.7 × 18 of 22 and 0.3 × 10 of 30


def test_a_result_of_few_in_a_channel_shows_no_channel(client):
    page = client.get(poll_url(weighed(ONLINE, ON_PAPER[:19]), "result")).text
    assert "비중을 두어 센 결과" not in page
    assert "20표가 되지 않아, 비중 없이" in page


def test_a_draft_is_written_with_a_stop_a_cap_of_points_and_a_weight(app, sign_in):
    council = factories.a_council()
    client = sign_in(factories.a_facilitator(council))
    asked = {"question": "무엇을 먼저 할까요?", "others": "꽃길\n의자\n텃밭", "paper_percent": "70"}
    refused = submit(client, f"/councils/{council.id}/polls/new", "/polls/new", method="choose_one", **asked)
    assert refused.status_code == 422
    assert "종이 투표도 받아야 합니다" in refused.text
    sent = submit(
        client, f"/councils/{council.id}/polls/new", "/polls/new", method="choose_one", takes_paper="y", **asked
    )
    told = client.get(sent.location).text
    assert "현장 70%와 온라인 30%를 곱해" in told


def test_equal_shares_that_stop_at_ties_are_warned_of_before_opening(app, sign_in):
    council = factories.a_council(bylaws={"tie_rule": "fail"})
    made.voters_of(council, 9)
    client = sign_in(factories.a_facilitator(council))
    stuck = made.a_draft(council, **{**MONEY, "method": "budget_equal_shares"})
    assert "동점 규칙을 제비로 바꾼 뒤에" in client.get(poll_url(stuck)).text
    assert "동점 규칙을 제비로 바꾼 뒤에" not in client.get(poll_url(made.a_draft(council, **MONEY))).text
