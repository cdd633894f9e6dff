"""The blueprint of boards."""

from flask import Blueprint

bp = Blueprint("boards", __name__)
