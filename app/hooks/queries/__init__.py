"""Every read of webhooks, one noun a file."""

from app.hooks.queries.areas import Area, areas_of
from app.hooks.queries.deliveries import deliveries_of, delivery, due, locked_delivery
from app.hooks.queries.news import PAGES, TABLE_OF, row_of
from app.hooks.queries.webhooks import hearing, locked_webhook, made_once, of_user, webhook

__all__ = [
    "PAGES",
    "TABLE_OF",
    "Area",
    "areas_of",
    "deliveries_of",
    "delivery",
    "due",
    "hearing",
    "locked_delivery",
    "locked_webhook",
    "made_once",
    "of_user",
    "row_of",
    "webhook",
]
