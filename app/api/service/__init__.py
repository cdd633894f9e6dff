"""What the API says of itself."""

from app.api.service.openapi import RESOURCES, description

__all__ = ["RESOURCES", "description"]
