"""Drafts that are kept while somebody writes: a script sends the page's own form and reads a short answer."""

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.i18n import _, hour
from app.proposals.forms import EditionForm
from app.proposals.models import Proposal, Words
from app.proposals.service import CHANGED


def is_quiet() -> bool:
    """Whether a script asks, which keeps the draft without leaving the page."""
    wanted = request.accept_mimetypes
    return request.method == "POST" and wanted["application/json"] > wanted["text/html"]


def is_partial() -> bool:
    """Whether what is missing may come later: a script keeps the draft, or similar proposals were asked for."""
    return is_quiet() or bool(request.form.get("find"))


def answer_quietly(proposal: Proposal | None, form: EditionForm) -> ResponseReturnValue:
    """What the script says to the person, and the mark of the words that are kept now."""
    if proposal is not None:
        said = _("저장했습니다 (%(hour)s). 아직 나만 보는 글입니다.", hour=hour(clock.now()))
        return jsonify(said=said, seen=Words.of(proposal).mark)
    if CHANGED in form.form_errors:
        return jsonify(said=str(CHANGED)), 409
    wrong = [str(error) for errors in form.errors.values() for error in errors]
    return jsonify(said=_("아직 저장하지 않았습니다.") + " " + " ".join(wrong[:1])), 422
