"""A program with a token, as the tests of the API use it."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from app.people.models import User
from app.people.states import Scope
from tests.factories.people import an_api_token


@dataclass
class Program:
    """Sends its token and nothing that a browser keeps."""

    app: Flask
    token: str

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.app.test_client().get(f"/api/v1/{path}", headers=self._headers(headers))

    def post(self, path: str, content: Any = None, **headers: str) -> TestResponse:
        return self.app.test_client().post(f"/api/v1/{path}", json=content, headers=self._headers(headers))

    def change(self, path: str, content: Any, **headers: str) -> TestResponse:
        """Read, and send back with the ETag that came."""
        return self.post(path, content, if_match=self.get(path).headers["ETag"], **headers)

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in more.items()}
        return {"Authorization": f"Bearer {self.token}", **named}


def a_program(app: Flask, user: User, *scopes: Scope) -> Program:
    """A program of the user's."""
    return Program(app, an_api_token(user, *scopes))
