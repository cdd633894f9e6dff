"""투표 방식: pure arithmetic, one file a method. To add one: its file, its line in METHODS, its template."""

from app.polls.methods.choose_one import ChooseOne
from app.polls.methods.choose_up_to_k import ChooseUpToK
from app.polls.methods.contract import Method
from app.polls.methods.marks import BLANK, Marks, Misread, Tally, Weighted
from app.polls.methods.motion import Motion

__all__ = ["BLANK", "METHODS", "Marks", "Method", "Misread", "Tally", "Weighted"]

METHODS: dict[str, Method] = {method.key: method for method in (Motion(), ChooseOne(), ChooseUpToK())}
