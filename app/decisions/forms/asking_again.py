"""Forms of what follows an answer: asking again, standing behind it, the council's view, withdrawing, closing."""

from app.kernel.forms import AtMost, Form, Needed, PublicText
from app.kernel.i18n import lazy


class AskingForm(Form):
    """What is asked once more, prefilled with what was asked first, and what is new."""

    text = PublicText(lazy("이번에 바라는 일"), [Needed(), AtMost(2000)])
    facts = PublicText(lazy("새로 알게 된 사실이나 다른 방법"), [AtMost(2000)])


class SupportForm(Form):
    """Standing behind it, perhaps with a new fact."""

    facts = PublicText(lazy("새로 알게 된 사실이나 다른 방법"), [AtMost(2000)])


class ViewForm(Form):
    """What the council says of an answer."""

    text = PublicText(lazy("골목회의의 의견"), [Needed(), AtMost(1000)])


class WithdrawalForm(Form):
    """Why the council takes a request back."""

    reason = PublicText(lazy("거두는 까닭"), [Needed(lazy("왜 거두는지 적어 주세요. 모두에게 보입니다.")), AtMost(500)])


class ClosingForm(Form):
    """Why the centre closes what it has answered twice."""

    reason = PublicText(
        lazy("종결하는 까닭"), [Needed(lazy("무엇이 앞의 요청과 같은지 적어 주세요. 모두에게 보입니다.")), AtMost(1000)]
    )
