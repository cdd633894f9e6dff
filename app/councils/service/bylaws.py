"""운영세칙: a council changes its own rules. Open polls keep the copy that they froze."""

from datetime import datetime
from fractions import Fraction

from app.councils.models import Bylaws, Council
from app.councils.service.presets import Preset
from app.councils.service.rules import PASSING_BASES, PER, QUORUM_BASES, REMOTE, Rules
from app.councils.states import Tie
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.people.models import User


def amend(council: Council, rules: Rules, chosen: Preset, *, version: int, by: User, at: datetime) -> Bylaws:
    """Change the bylaws; what changed stands in the event, old beside new. No change is no event.

    `version` is the bylaws' version that the person had before them: raises Conflict where it is past.
    Raises Invalid for rules that cannot be followed.
    """
    bylaws = council.bylaws
    if bylaws.version != version:
        raise Conflict(lazy("그 사이에 다른 사람이 규칙을 고쳤습니다. 새로 연 뒤 다시 해 주세요."))
    check(rules)
    before, after = Rules.of(bylaws).facts, rules.facts
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if bylaws.preset != chosen.key:
        changed["preset"] = [bylaws.preset, chosen.key]
    if changed:
        for name, value in after.items():
            setattr(bylaws, name, value)
        bylaws.preset, bylaws.source = chosen.key, chosen.citation
        record("bylaws.changed", council, by=by, at=at, changed=changed)
    return bylaws


def check(rules: Rules) -> None:
    """Raise Invalid with a sentence for rules that cannot be followed."""
    if not rules.ties or any(tie not in list(Tie) for tie in rules.ties):
        raise Invalid(lazy("누가 참여하는지 하나는 골라 주세요."))
    known = (rules.quorum_basis in QUORUM_BASES, rules.passing_basis in PASSING_BASES, rules.remote_presence in REMOTE)
    if not all(known):
        raise Invalid(lazy("목록에 있는 기준을 골라 주세요."))
    if rules.quorum_basis != "none" and rules.quorum_value < 1:
        raise Invalid(lazy("정족수를 적어 주세요. 정족수가 없으면 ‘정족수 없음’을 고르면 됩니다."))
    if rules.quorum_basis in ("roll", "population") and rules.quorum_value > PER:
        raise Invalid(lazy("정족수의 비율은 100%까지입니다."))
    if rules.endorsements_needed < 0:
        raise Invalid(lazy("공감 수는 0부터 적어 주세요."))
    _check_passing(rules)


def _check_passing(rules: Rules) -> None:
    if rules.passing_denominator < 1 or rules.passing_numerator < 1:
        raise Invalid(lazy("통과 기준은 1보다 작은 분수로 적어 주세요. 예: 2/3"))
    share = Fraction(rules.passing_numerator, rules.passing_denominator)
    if share > 1 or (share == 1 and rules.passing_strict):
        raise Invalid(lazy("통과 기준이 전체보다 큽니다. 아무 안건도 통과할 수 없습니다."))
    if share < Fraction(1, 2) or (share == Fraction(1, 2) and not rules.passing_strict):
        raise Invalid(lazy("통과 기준은 절반보다 낮을 수 없습니다. 찬성과 반대가 함께 통과할 수 있기 때문입니다."))
