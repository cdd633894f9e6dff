"""데이터 받기: files of a council and of a dong, and the dictionary that says what stands in them."""

from flask import Response, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from app.councils import queries as councils
from app.kernel import clock
from app.kernel.errors import NotFound
from app.kernel.ledger import canonical
from app.kernel.outbox import address_of
from app.kernel.policy import authorize, public
from app.kernel.security import limiter
from app.places import queries as places
from app.polls import queries as polls
from app.records import service
from app.records.queries import Area, rows
from app.records.queries.tables import TABLES, Stamp
from app.records.service import exports
from app.records.service.dictionary import FORMS
from app.records.views.addresses import page_address
from app.records.views.blueprint import bp
from app.records.views.sending import sent

PACKAGE = "datapackage.json"
_CSV, _JSON, _TEXT = "text/csv; charset=utf-8; header=present", "application/json", "text/plain; charset=utf-8"


@bp.get("/data")
@public
def dictionary() -> ResponseReturnValue:
    """What stands in the files, column by column."""
    shown = [(table, [(one, exports.name_of(one)) for one in exports.columns_of(table)]) for table in TABLES.values()]
    return render_template("records/dictionary.html", tables=shown, words_of=exports.words_of)


@bp.get("/councils/<int:council_id>/data")
def council_data(council_id: int) -> ResponseReturnValue:
    """The files of a council."""
    council = councils.council(council_id)
    authorize("read", council)
    return _page(Area(council.dong, council))


@bp.get("/dongs/<int:dong_id>/data")
def dong_data(dong_id: int) -> ResponseReturnValue:
    """The files of a dong: those of all its councils together."""
    dong = places.dong(dong_id)
    authorize("read", dong)
    return _page(Area(dong))


@bp.get("/councils/<int:council_id>/data/<string:file>")
@limiter.limit("60/minute")
def council_file(council_id: int, file: str) -> ResponseReturnValue:
    """One file of a council: a table as CSV or JSON, or the dictionary."""
    council = councils.council(council_id)
    authorize("read", council)
    return _file(Area(council.dong, council), file)


@bp.get("/dongs/<int:dong_id>/data/<string:file>")
@limiter.limit("60/minute")
def dong_file(dong_id: int, file: str) -> ResponseReturnValue:
    """One file of a dong."""
    dong = places.dong(dong_id)
    authorize("read", dong)
    return _file(Area(dong), file)


@bp.get("/polls/<int:poll_id>/ballots.pb")
@limiter.limit("60/minute")
def budget_file(poll_id: int) -> ResponseReturnValue:
    """A budget poll for those who study participatory budgets."""
    poll = polls.poll(poll_id)
    authorize("read", poll)
    authorize("result", poll)
    result, gu = polls.result(poll), places.dong(poll.council.dong_id).gu
    if result is None:
        raise NotFound
    return sent(service.budget_lines(result, f"{gu.city} {gu.name}"), _TEXT, f"golmok-poll-{poll_id}.pb")


def _page(area: Area) -> str:
    return render_template(
        "records/open_data.html", area=area, tables=TABLES.values(), council=area.council, dong=area.dong
    )


def _file(area: Area, file: str) -> Response:
    name = f"golmok-{_id(area)}-{file}"
    if file == PACKAGE:
        return sent([canonical(_package(area)) + "\n"], _JSON, name)
    key, _dot, form = file.partition(".")
    table = TABLES.get(key)
    if table is None or form not in FORMS:
        raise NotFound
    write = exports.csv_lines if form == "csv" else exports.json_lines
    return sent(
        write(table, rows(table, area), _stamp(area), page_address(table)), _CSV if form == "csv" else _JSON, name
    )


def _id(area: Area) -> str:
    return f"council-{area.council.id}" if area.council else f"dong-{area.dong.id}"


def _stamp(area: Area) -> Stamp:
    return Stamp(
        clock.today(), current_app.config["PROVIDER_CODE"], _provider(area), area.dong.code, area.dong.official_name
    )


def _provider(area: Area) -> str:
    """Who provides the data: as the operator has set it, else the local government of the dong."""
    gu = area.dong.gu
    return current_app.config["PROVIDER_NAME"] or f"{gu.city} {gu.name}"


def _package(area: Area) -> dict[str, object]:
    page = (
        url_for(".council_data", council_id=area.council.id)
        if area.council
        else url_for(".dong_data", dong_id=area.dong.id)
    )
    return service.package(
        name=f"golmok-{_id(area)}",
        title=area.name,
        homepage=address_of(page),
        provider=_provider(area),
        day=clock.today(),
    )
