"""States of a file that goes with an answer, and the words for what is found in one."""

from collections.abc import Mapping

from app.kernel.i18n import LazyString, lazy
from app.kernel.states import Labelled, Machine
from personal_data import NEVER_CLEARED, Kind, find


class FileState(Labelled):
    """첨부 파일."""

    DRAFT = "draft", lazy("아직 공개하지 않음")
    PUBLISHED = "published", lazy("공개함")
    HELD = "held", lazy("개인정보를 찾아 멈춤")
    TAKEN_DOWN = "taken_down", lazy("내림")


class FindKind(Labelled):
    """What kind of personal data a find is; the words of personal_data.Kind with their names."""

    RESIDENT = Kind.RESIDENT.value, lazy("주민등록번호")
    FOREIGNER = Kind.FOREIGNER.value, lazy("외국인등록번호")
    MOBILE = Kind.MOBILE.value, lazy("휴대전화 번호")
    LANDLINE = Kind.LANDLINE.value, lazy("전화번호")
    ACCOUNT = Kind.ACCOUNT.value, lazy("계좌번호")
    EMAIL = Kind.EMAIL.value, lazy("전자우편 주소")
    ADDRESS = Kind.ADDRESS.value, lazy("집의 동·호수까지 적은 주소")
    CARD = Kind.CARD.value, lazy("카드 번호")
    PASSPORT = Kind.PASSPORT.value, lazy("여권번호")
    LICENCE = Kind.LICENCE.value, lazy("운전면허번호")
    PLATE = Kind.PLATE.value, lazy("자동차 번호")
    PICTURE = Kind.PICTURE.value, lazy("읽을 수 없어 사람이 보아야 하는 것")

    @property
    def is_never_cleared(self) -> bool:
        """Whether nobody may say that it is none: such numbers may not be taken at all (개인정보 보호법 제24조의2)."""
        return self.value in NEVER_CLEARED


# in the words of an answer, where the form has looked for phones and number plates already
IN_WORDS = frozenset(FindKind) - {FindKind.MOBILE, FindKind.LANDLINE, FindKind.PLATE}


def private(text: str | None) -> list[FindKind]:
    """The kinds of personal data in what an answer says, but for phones and plates."""
    kinds = (FindKind(one.kind.value) for one in find(text or ""))
    return [kind for kind in dict.fromkeys(kinds) if kind in IN_WORDS]


PARTS: Mapping[str, LazyString] = {
    "body": lazy("본문"),
    "header": lazy("머리글이나 바닥글"),
    "footer": lazy("바닥글"),
    "comment": lazy("문서에 단 메모"),
    "footnote": lazy("각주나 미주"),
    "deleted": lazy("지운 글(변경 내용 추적)"),
    "properties": lazy("문서 정보"),
    "preview": lazy("미리 보기 글"),
    "annotation": lazy("주석"),
    "field": lazy("입력 칸"),
    "outline": lazy("차례"),
    "link": lazy("연결 주소"),
    "drawing": lazy("도형이나 차트"),
    "cache": lazy("요약 표나 다른 파일에서 가져와 남은 자료"),
    "unused": lazy("칸을 지워도 파일에 남은 글"),
    "embedded": lazy("안에 든 파일"),
    "picture": lazy("그림으로 된 쪽"),
    "other": lazy("그 밖의 부분"),
}

# fmt: off
FILE = Machine[FileState](                # 첨부 파일
    ("publish",   FileState.DRAFT,     FileState.PUBLISHED),
    ("publish",   FileState.PUBLISHED, FileState.PUBLISHED),
    ("publish",   FileState.HELD,      FileState.HELD),
    ("remove",    FileState.DRAFT,     FileState.DRAFT),
    ("hold",      FileState.PUBLISHED, FileState.HELD),
    ("release",   FileState.HELD,      FileState.PUBLISHED),
    ("take_down", FileState.PUBLISHED, FileState.TAKEN_DOWN),
    ("take_down", FileState.HELD,      FileState.TAKEN_DOWN),
)
# fmt: on
