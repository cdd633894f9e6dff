"""Pages of words: what this is, how one takes part, what is kept, and who it works for."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.home.views.blueprint import bp
from app.kernel.policy import public


@bp.get("/about")
@public
def about() -> ResponseReturnValue:
    """What an alley council is, and what happens to a matter."""
    return render_template("home/about.html")


@bp.get("/help", endpoint="help")
@public
def help_page() -> ResponseReturnValue:
    """How one takes part, and what can and cannot be promised."""
    return render_template("home/help.html")


@bp.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    """For whom the pages work, what does not work yet, and another way to take part."""
    return render_template("home/accessibility.html")


@bp.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    """What is kept about a person, what for, and how long."""
    return render_template("home/privacy.html")
