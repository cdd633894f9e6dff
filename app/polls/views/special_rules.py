"""What only some rule sheets say, in plain words: groups, what excludes each other, weights, caps of points."""

from collections.abc import Mapping
from typing import Any

from app.kernel.i18n import _, won

Rows = list[tuple[str, str]]


def special_rows(sheet: Mapping[str, Any]) -> Rows:
    """Rows of (term, sentence); [] where the sheet has nothing of the kind."""
    return [*_points(sheet), *_groups(sheet), *_excluding(sheet), *_weights(sheet)]


def _points(sheet: Mapping[str, Any]) -> Rows:
    most = sheet.get("most_per_option")
    return [(_("하나에 줄 수 있는 점"), _("하나에 %(most)d점까지 줍니다.", most=most))] if most else []


def _groups(sheet: Mapping[str, Any]) -> Rows:
    caps = sheet.get("group_caps", {})
    told = []
    for name, labels in _by_word(sheet, "group").items():
        members = ", ".join(f"‘{label}’" for label in labels)
        if name in caps:
            told.append(
                _("%(name)s(%(members)s)에는 모두 %(won)s까지 씁니다.", name=name, members=members, won=won(caps[name]))
            )
        else:
            told.append(_("%(name)s(%(members)s)에는 따로 한도가 없습니다.", name=name, members=members))
    return [(_("갈래"), " ".join(told))] if told else []


def _excluding(sheet: Mapping[str, Any]) -> Rows:
    told = [
        _("%(members)s 가운데 하나만 뽑습니다.", members=", ".join(f"‘{label}’" for label in labels))
        for labels in _by_word(sheet, "only_one").values()
    ]
    return [(_("함께 할 수 없는 것"), " ".join(told))] if told else []


def _weights(sheet: Mapping[str, Any]) -> Rows:
    asked = sheet.get("weights")
    if not asked:
        return []
    told = _(
        "종이(현장)와 온라인을 따로 세어, 받은 비율에 현장 %(paper)d%%와 온라인 %(online)d%%를 곱해 더합니다."
        " 어느 한쪽의 유효표가 %(least)d표가 안 되면 모든 표를 똑같이 셉니다."
        " 결과에는 비중을 둔 것과 두지 않은 것을 나란히 보여 줍니다.",
        paper=asked["paper"],
        online=asked["online"],
        least=asked["from"],
    )
    return [(_("현장과 온라인의 비중"), told)]


def _by_word(sheet: Mapping[str, Any], key: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for option in sheet["options"]:
        if option.get(key):
            found.setdefault(option[key], []).append(option["label"])
    return found
