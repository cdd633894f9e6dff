"""The blueprint that the pages of councils hang on."""

from flask import Blueprint

bp = Blueprint("councils", __name__)
