"""A council's own rules: everybody reads them, facilitator and officer change them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils import queries, service
from app.councils.forms.bylaws import BylawsForm
from app.councils.models import Bylaws, Council
from app.councils.service.presets import PRESETS, VOTES, Preset, preset
from app.councils.service.rules import TOPICS, Rules, sentences
from app.councils.views.blueprint import bp
from app.councils.views.history import changes
from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.get("/councils/<int:council_id>/bylaws")
def bylaws(council_id: int) -> ResponseReturnValue:
    """The rules in sentences, where they come from, and how they changed."""
    council = queries.council(council_id)
    authorize("read", council)
    members = queries.council_numbers(council.id).members
    return render_template(
        "councils/bylaws.html",
        council=council,
        topics=TOPICS,
        said=sentences(Rules.of(council.bylaws), members, council.dong.population),
        chosen=PRESETS.get(council.bylaws.preset),
        adjusted=_adjusted(council),
        changes=changes(council),
    )


def _adjusted(council: Council) -> bool:
    chosen = PRESETS.get(council.bylaws.preset)
    return chosen is not None and chosen.rules != Rules.of(council.bylaws)


@bp.route("/councils/<int:council_id>/bylaws/edition", methods=["GET", "POST"])
def edit_bylaws(council_id: int) -> ResponseReturnValue:
    """Start from the rules as they are, or from a preset, and adjust."""
    council = queries.council(council_id)
    authorize("edit_bylaws", council)
    key = request.args.get("preset", "")
    rules = PRESETS[key].rules if key in PRESETS else Rules.of(council.bylaws)
    form = BylawsForm(rules)
    if carried_out(form, lambda: _amend(council, form)) is None:
        return _edition(council, form, key), 422 if form.errors else 200
    flash(_("규칙을 바꾸었습니다. 이미 열린 투표는 처음 규칙 그대로입니다."), "success")
    return redirect(url_for(".bylaws", council_id=council.id), 303)


def _amend(council: Council, form: BylawsForm) -> Bylaws:
    chosen = preset(form.preset.data or "")
    return service.amend(council, form.rules, chosen, version=form.seen_version, by=current_user, at=clock.now())


def _edition(council: Council, form: BylawsForm, key: str) -> str:
    if not form.is_submitted():
        form.preset.data = key if key in PRESETS else council.bylaws.preset
        form.version.data = str(council.bylaws.version)
    presets = {one.key: (one, _stated(one)) for one in PRESETS.values()}
    return render_template(
        "councils/edit_bylaws.html",
        council=council,
        form=form,
        presets=presets,
        chosen=PRESETS.get(form.preset.data or ""),
        picked=key in PRESETS,
        topics=TOPICS,
        examples=VOTES,
    )


def _stated(one: Preset) -> list[tuple[str, str]]:
    """Topic and sentence of a preset; what its sources leave open is said to be so."""
    said = sentences(one.rules)
    return [(str(label), said[key] if one.states(key) else _("규정 없음")) for key, label in TOPICS.items()]
