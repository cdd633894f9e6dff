"""Tables and values of people, one noun a file."""

from app.people.models.contacts import Contact, contact_of
from app.people.models.tokens import ApiToken
from app.people.models.users import Device, OneTimeCode, Post, User, WelfarePost

__all__ = ["ApiToken", "Contact", "Device", "OneTimeCode", "Post", "User", "WelfarePost", "contact_of"]
