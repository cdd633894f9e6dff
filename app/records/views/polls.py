"""The record of a poll: what the ledger fixed of it, and the file that anybody can keep and check."""

from tempfile import SpooledTemporaryFile

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue

from app.kernel.policy import authorize
from app.polls import queries as polls
from app.polls.methods import METHODS
from app.polls.views.programs import closing_of, program_rows
from app.records import queries, service
from app.records.views.blueprint import JSON_LINES, bp

IN_MEMORY = 1 << 20  # bytes; what is larger lies in a file


@bp.get("/polls/<int:poll_id>/record")
def show(poll_id: int) -> ResponseReturnValue:
    """What is fixed of a poll, where its record is, and how one checks it; before closing, what opening fixed.

    Whoever comes with a kept fingerprint (`?checkpoint=2:9f3c…`) is told whether it still stands in the ledger.
    """
    poll = polls.poll(poll_id)
    authorize("read", poll)
    asked = request.args.get("checkpoint", "").strip()
    result = polls.result(poll)
    spends = METHODS[poll.method].spends and result is not None and result.shows_numbers
    return render_template(
        "records/show.html",
        poll=poll,
        checkpoints=queries.checkpoints(poll),
        asked=asked,
        kept=queries.kept(poll.council_id, asked) if asked else None,
        spends=spends,
        programs=program_rows(poll, closing_of(poll)) if poll.rules else [],
    )


@bp.get("/polls/<int:poll_id>/record.jsonl")
def download(poll_id: int) -> ResponseReturnValue:
    """The record as a file; it is written out first, so that a slow line keeps no connection to the database."""
    poll = polls.poll(poll_id)
    authorize("read", poll)
    authorize("result", poll)
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the answer closes it
    file.writelines(line.encode() for line in service.record(poll))
    file.seek(0)
    name = f"golmok-poll-{poll_id}.jsonl"
    return send_file(file, mimetype=JSON_LINES, download_name=name, as_attachment=True, max_age=0)
