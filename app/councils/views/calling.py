"""Calling a council, signing a call, and ending one."""

from collections.abc import Sequence
from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from app.councils import queries, service
from app.councils.forms.calling import AboutForm, AssemblyForm, CallForm, CloseForm, TakeInForm
from app.councils.models import CALLERS_NEEDED, Council
from app.councils.states import Tie
from app.councils.views.blueprint import bp
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.files import link
from app.kernel.forms import carried_out
from app.kernel.i18n import _, ngettext
from app.kernel.policy import authorize
from app.kernel.security import limiter
from app.places.models import Dong

REMEMBERED = timedelta(days=183)  # an ended council on the same matter is shown for half a year


@bp.route("/councils/new", methods=["GET", "POST"])
@limiter.limit("20/hour", methods=["POST"])
def call() -> ResponseReturnValue:
    """Three neighbours call a council: first the dong, then the rest on one page."""
    authorize("call", Council)
    dongs = queries.dongs()
    dong = _chosen(dongs, request.args.get("dong", type=int))
    if dong is None:
        return render_template("councils/choose_dong.html", dongs=dongs)
    form = CallForm(queries.alleys_of(dong.id))
    alike = _alike(dong, form)
    made = None if alike else carried_out(form, lambda: _call(dong, form))
    if made is None:
        return _again("councils/call.html", dong, form, alike, dongs=dongs)
    flash(_what_happened(made), "success")
    return redirect(_page_of(made), 303)


def _chosen(dongs: Sequence[Dong], dong_id: int | None) -> Dong | None:
    if len(dongs) == 1:
        return dongs[0]
    return next((dong for dong in dongs if dong.id == dong_id), None)


def _call(dong: Dong, form: CallForm) -> Council:
    return service.call(
        dong,
        form.wanted,
        tie=Tie(form.tie.data),
        birth_year=form.birth_year.data or 0,
        legal_name=form.legal_name.data or "",
        by=current_user,
        at=clock.now(),
        once=form.once.data,
    )


def _alike(dong: Dong, form: AboutForm) -> list[Council]:
    """Councils at the same alley or on a like topic, unless the person has seen them or this very form has made one."""
    if form.anyway.data or not form.validate_on_submit() or queries.called_once(current_user.id, form.once.data):
        return []
    wanted, since = form.wanted, clock.now() - REMEMBERED
    written = {str(segment) for segment in wanted.segments}
    return queries.similar(dong.id, wanted.topic, alley_id=wanted.alley_id, written=written, since=since)


def _again(template: str, dong: Dong, form: AboutForm, alike: list[Council], **shown: object) -> ResponseReturnValue:
    page = render_template(template, dong=dong, form=form, alike=alike, needed=CALLERS_NEEDED, **shown)
    return page, 422 if form.errors else 200


def _what_happened(council: Council) -> str:
    missing = council.missing_callers
    if missing == 0:
        return _("골목회의가 열렸습니다. 접수번호는 %(number)s입니다.", number=council.number)
    return ngettext(
        "접수번호 %(number)s로 받았습니다. 이웃 %(num)d명이 더 서명하면 열립니다.",
        "접수번호 %(number)s로 받았습니다. 이웃 %(num)d명이 더 서명하면 열립니다.",
        missing,
        number=council.number,
    )


def _page_of(council: Council) -> str:
    return link("home.council", council_id=council.id) or url_for("councils.callers", council_id=council.id)


@bp.route("/dongs/<int:dong_id>/councils/new", methods=["GET", "POST"])
def take_in(dong_id: int) -> ResponseReturnValue:
    """대신 접수: the officer types for a resident who speaks."""
    dong = queries.dong(dong_id)
    authorize("take_in", dong)
    form = TakeInForm(queries.alleys_of(dong.id))
    alike = _alike(dong, form)
    made = None if alike else carried_out(form, lambda: _take_in(dong, form))
    if made is None:
        return _again("councils/take_in.html", dong, form, alike)
    flash(_with_form(made, _what_happened(made)), "success")
    return redirect(_page_of(made), 303)


def _take_in(dong: Dong, form: TakeInForm) -> Council:
    spoken_by, once = form.spoken_by.data or "", form.once.data
    return service.take_in(dong, form.wanted, spoken_by=spoken_by, by=current_user, at=clock.now(), once=once)


def _with_form(council: Council, sentence: str) -> str | Markup:
    url = link("documents.call_form", council_id=council.id)
    if url is None:
        return sentence
    return Markup('{} <a href="{}">{}</a>').format(sentence, url, _("서명 받을 종이 인쇄하기"))


@bp.route("/dongs/<int:dong_id>/assemblies/new", methods=["GET", "POST"])
def found_assembly(dong_id: int) -> ResponseReturnValue:
    """The officer sets up the 주민총회 of the dong."""
    dong = queries.dong(dong_id)
    authorize("take_in", dong)
    form = AssemblyForm(data={"name": _("%(dong)s 주민총회", dong=dong.name), "preset": "seongdong"})
    made = carried_out(form, lambda: _found(dong, form))
    if made is None:
        return render_template("councils/found_assembly.html", dong=dong, form=form), 422 if form.errors else 200
    flash(_("주민총회를 만들었습니다. 규칙을 이 동에 맞게 고쳐 주세요."), "success")
    return redirect(url_for(".bylaws", council_id=made.id), 303)


def _found(dong: Dong, form: AssemblyForm) -> Council:
    given = {"name": form.name.data or "", "purpose": form.purpose.data or "", "preset_key": form.preset.data}
    return service.found_assembly(dong, **given, by=current_user, at=clock.now(), once=form.once.data)


@bp.get("/councils/<int:council_id>/callers")
def callers(council_id: int) -> ResponseReturnValue:
    """Who calls the council, and the button to sign."""
    council = queries.council(council_id)
    authorize("read", council)
    return render_template("councils/callers.html", council=council, needed=CALLERS_NEEDED)


@bp.post("/councils/<int:council_id>/callers")
def sign(council_id: int) -> Response:
    """Sign the call."""
    council = queries.council(council_id)
    authorize("sign", council)
    with transaction():
        signed = service.sign(council, by=current_user, at=clock.now())
    if signed.is_gathering:
        flash(_("서명했습니다. 이웃 %(count)s명이 더 있으면 열립니다.", count=signed.missing_callers), "success")
    else:
        flash(_("이웃 %(count)s명이 모여 골목회의가 열렸습니다.", count=CALLERS_NEEDED), "success")
    return redirect(_page_of(signed), 303)


@bp.route("/councils/<int:council_id>/closing", methods=["GET", "POST"])
def close(council_id: int) -> ResponseReturnValue:
    """The officer ends a council, with the reason."""
    council = queries.council(council_id)
    authorize("close", council)
    form = CloseForm()

    def end() -> Council:
        service.close(council, reason=form.why.data or "", by=current_user, at=clock.now())
        return council

    if carried_out(form, end) is None:
        return render_template("councils/close.html", council=council, form=form), 422 if form.errors else 200
    flash(_("골목회의를 마쳤습니다. 기록은 그대로 볼 수 있습니다."), "success")
    return redirect(_page_of(council), 303)
