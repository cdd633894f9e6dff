"""Relations in which almost nobody has anything: whether there is something is asked along, and only then it is read.

A joined table costs every page its columns, also where nothing stands in it; EXISTS costs one word.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import QueryableAttribute
from sqlalchemy.orm.attributes import set_committed_value


class Rare:
    """Relations of one model, each a list that is loaded when it is first asked (lazy="select")."""

    def __init__(self, *relations: QueryableAttribute[Any]) -> None:
        """In the order in which their columns are asked and answered."""
        self._relations = relations

    def columns(self) -> list[ColumnElement[bool]]:
        """What to select beside the model: whether there is anything in each."""
        return [relation.any() for relation in self._relations]

    def settle(self, thing: object, found: Iterable[bool]) -> None:
        """Where the columns found nothing, know so without asking again."""
        for relation, something in zip(self._relations, found, strict=True):
            if not something:
                set_committed_value(thing, relation.key, [])
