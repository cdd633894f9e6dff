"""Whether the person at the page is the owner of the account, asked again before what lets somebody in."""

from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import _
from app.people import queries
from app.people.forms import AddressForm, PasswordForm
from app.people.service import accounts


def has_just_proved_the_contact() -> bool:
    """Whether the person came in with a one-time code minutes ago."""
    return queries.device_of(current_user.device_token).has_just_proved_its_contact(clock.now())


def knows_the_password(form: AddressForm | PasswordForm) -> bool:
    """Whether the password typed as the present one is right; wrong ones count as at the door."""
    is_right = accounts.matches(current_user, form.current.data or "")
    with transaction():
        is_right = accounts.check_password(current_user, is_right, at=clock.now())
    if not is_right:
        form.refuse(_("지금 비밀번호가 맞지 않습니다. 잊으셨으면 인증번호로 다시 로그인해 주세요."), "current")
    return is_right
