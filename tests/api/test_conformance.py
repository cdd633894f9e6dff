"""What schemathesis makes of the description, sent to the real application: right and wrong data for every call."""

import contextvars
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.access.pressing import page_of
from tests.access.world import World, a_world
from tests.factories.people import an_api_token

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
NUMBERS = some.integers(1, 12) | some.integers(1, 2**31 - 1)
STEADY = settings(
    max_examples=8, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
BRIEF = settings(STEADY, max_examples=5)  # of pages that are pressed: all of them go through the same few lines


@pytest.fixture(scope="module")
def living(the_app: Flask, store: Any) -> World:
    """A world that all examples of this module change: a program may call in any order."""
    with the_app.app_context():
        store.reset()
        return a_world()


@pytest.fixture(scope="module")
def schema(the_app: Flask, living: World) -> Any:
    load_all_checks()
    return contextvars.Context().run(schemathesis.openapi.from_wsgi, "/api/v1/openapi.json", the_app)


@pytest.fixture(scope="module")
def tokens(the_app: Flask, living: World) -> list[str]:
    with the_app.app_context():
        return [an_api_token(living.users[role]) for role in "AFDR"]


def sent(case: Any, token: str) -> Any:
    """The answer to the case, in a context of its own, with the ETag of what is there where one is needed."""
    call = contextvars.Context().run
    headers = {"Authorization": f"Bearer {token}"}
    case.headers = {**(case.headers or {}), **headers}
    if "If-Match" in case.headers:
        there = call(case.operation.app.test_client().get, f"/api/v1{case.formatted_path}", headers=headers)
        case.headers["If-Match"] = there.headers.get("ETag", '"x"')
    return call(case.call)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
def test_every_call_answers_as_the_description_says(schema: Any, tokens: list[str], mode: GenerationMode) -> None:
    told = set()
    for result in schema.get_all_operations():
        operation = result.ok()
        told.add((operation.method, operation.path))

        @(BRIEF if page_of(operation.definition.raw["operationId"]) else STEADY)
        @given(case=operation.as_strategy(generation_mode=mode), number=NUMBERS, token=some.sampled_from(tokens))
        def ask(case: Any, number: int, token: str) -> None:
            if mode is GenerationMode.POSITIVE:
                numbers = {name for name, value in (case.path_parameters or {}).items() if isinstance(value, int)}
                case.path_parameters |= dict.fromkeys(numbers, number)
            answer = sent(case, token)
            wrong = [negative_data_rejection] if mode is GenerationMode.NEGATIVE else []
            case.validate_response(answer, checks=[*CHECKS, *wrong])

        ask()
    assert len(told) > 250
