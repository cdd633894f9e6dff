"""Personal data that must not be published: found in texts and in the files that offices attach.

Nothing of the web server is taken in: files are read by `python -m personal_data` in a process of its own, which has
little memory and little time and dies of a bad file alone. What is found is told masked.
"""

from personal_data.kinds import NEVER_CLEARED, Kind
from personal_data.search import Found, find

__all__ = ["NEVER_CLEARED", "Found", "Kind", "find"]
