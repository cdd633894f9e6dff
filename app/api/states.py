"""Why a page stays with people, to press or to read."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled


class Why(Labelled):
    """The reason why no token can press a page; each page that is written to has one, or can be pressed."""

    OWN_CALL = "own call", lazy("같은 일을 하는 주소가 API에 따로 있습니다.")
    BALLOT = "ballot", lazy("투표, 명부, 개표, 접수증은 사람이 쪽에서만 다룹니다.")
    SIGN_IN = "sign-in", lazy("로그인, 비밀번호, 토큰은 본인이 쪽에서만 바꿉니다.")
    BELONGING = "belonging", lazy("골목회의를 열고 닫는 일, 규칙, 누가 주민인지는 사람이 확인합니다.")
    PRESENCE = "presence", lazy("그 자리에 있는 사람이 합니다: 출석, 진행, 거수, 추첨.")
    VOICE = "voice", lazy("한 사람 한 사람의 답이라 본인이 쪽에서 누릅니다.")
    SECOND_LOOK = "second look", lazy("다른 사람이 직접 읽고 정하도록 둔 자리입니다.")
    FILE = "file", lazy("사진과 파일은 쪽에서 올리고 지웁니다.")
    CONTACT = "contact", lazy("연락처나 초대 주소로 사람을 찾는 일은 쪽에서 합니다.")
    WELFARE = "welfare", lazy("걱정되는 이웃의 일은 맡은 사람만 쪽에서 봅니다.")
    KEY = "key", lazy("기록에 서명하는 열쇠는 가진 사람이 씁니다.")
    BROWSER = "browser", lazy("이 브라우저의 글자 크기와 언어입니다.")
    CHOOSING = "choosing", lazy("목록을 보면서 여러 개를 함께 고르는 쪽입니다.")


class WhyUnread(Labelled):
    """The reason why nothing under /api tells what a page shows."""

    FILE = "file", lazy("그 주소가 곧 프로그램이 받는 파일입니다.")
    GATHERED = "gathered", lazy("다른 주소에서 읽는 것을 사람이 보기 좋게 모은 쪽입니다.")
    EARLIER = "earlier", lazy("고치기 전의 글과 지난 일은 쪽에서 봅니다.")
    BALLOT = "ballot", lazy("투표, 명부, 접수증은 사람이 쪽에서만 봅니다.")
    PERSONS = "persons", lazy("누가 누구인지 나오는 쪽입니다.")
    PRESENCE = "presence", lazy("그 자리에 있는 사람이 보는 화면입니다.")
    VOICE = "voice", lazy("한 사람 한 사람의 답이라 본인만 쪽에서 봅니다.")
    SECOND_LOOK = "second look", lazy("다른 사람이 직접 읽고 정하도록 둔 자리입니다.")
    WORDS = "words", lazy("읽고 익히는 글입니다.")
