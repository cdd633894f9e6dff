"""What a kind of notice says."""

from dataclasses import dataclass

from app.kernel.i18n import LazyString


@dataclass(frozen=True)
class Kind:
    """One kind of notice. `sentence` is filled with the title; `page` is an endpoint, `number` the value it needs."""

    sentence: LazyString
    after: LazyString
    page: str
    number: str
