"""Pages of records: what the ledger fixed of a poll, and the file that anybody can keep and check."""

from flask import Blueprint, Flask, Response, render_template, stream_with_context
from flask.typing import ResponseReturnValue

from app.kernel.policy import authorize
from app.polls import queries as polls
from app.records import queries, service

bp = Blueprint("records", __name__)
JSON_LINES = "application/jsonl; charset=utf-8"


@bp.get("/polls/<int:poll_id>/record")
def show(poll_id: int) -> ResponseReturnValue:
    """What is fixed of a poll, where its record is, and how one checks it; before closing, what opening fixed."""
    poll = polls.poll(poll_id)
    authorize("read", poll)
    return render_template("records/show.html", poll=poll, checkpoints=queries.checkpoints(poll))


@bp.get("/polls/<int:poll_id>/record.jsonl")
def download(poll_id: int) -> ResponseReturnValue:
    """The record as a file, line after line."""
    poll = polls.poll(poll_id)
    authorize("read", poll)
    authorize("result", poll)
    name = f"golmok-poll-{poll_id}.jsonl"
    answer = Response(stream_with_context(service.record(poll)), mimetype=JSON_LINES)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
