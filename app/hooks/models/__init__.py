"""Tables of webhooks, one noun a file."""

from app.hooks.models.delivery import Delivery
from app.hooks.models.webhook import OwnWebhooks, Webhook

__all__ = ["Delivery", "OwnWebhooks", "Webhook"]
