"""Settings of Golmok: every one from a GOLMOK_* variable, with a default that is safe to try out."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent
DOMAINS = (
    "kernel", "places", "people", "councils", "discussion", "proposals", "opinions", "meetings", "referrals", "polls",
    "panels", "decisions", "desk", "deeds", "plans", "boards", "notices", "documents", "records", "home", "api",
    "hooks",
)  # fmt: skip


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def _port() -> str:
    """That of GOLMOK_BIND; a socket in the file system has none."""
    port = os.environ.get("GOLMOK_BIND", "").rpartition(":")[2]
    return port if port.isdecimal() else "8000"


def _kept_secret(name: str, folder: Path) -> str:
    """The variable GOLMOK_<name>, or a random value kept in a file only its owner reads."""
    given = os.environ.get(f"GOLMOK_{name}")
    if given:
        return given
    path = folder / "secrets" / name.lower()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(32))
    return path.read_text().strip()


class Config:
    """What a running Golmok reads. Times are aware and stored in UTC; residents see Seoul time."""

    DATA = Path(os.environ.get("GOLMOK_DATA", ROOT / "var")).resolve()
    SQLALCHEMY_DATABASE_URI = os.environ.get("GOLMOK_DATABASE_URL", f"sqlite:///{DATA / 'golmok.db'}")
    SQLALCHEMY_ENGINE_OPTIONS = {
        "hide_parameters": True,  # what a failing statement held stays out of every log
        "pool_use_lifo": True,  # the connection used last remembers the most
        # one for each thread of the web server: what is above the size is closed and opened anew at each request
        "pool_size": int(os.environ.get("GOLMOK_THREADS", "16")),
        "max_overflow": 4,
    }
    UPLOADS = DATA / "uploads"
    BASE_URL = os.environ.get("GOLMOK_BASE_URL", f"http://localhost:{_port()}").rstrip("/")
    LIVE_URL = os.environ.get("GOLMOK_LIVE_URL", "").rstrip("/")  # where the proxy passes on to `live`; "" for none
    WEB_URL = os.environ.get("GOLMOK_WEB_URL", f"http://127.0.0.1:{_port()}")  # where `live` asks the web server
    HTTPS = _flag("GOLMOK_HTTPS")
    PROXIES = int(os.environ.get("GOLMOK_PROXIES", "0"))
    OPERATOR_NAME = os.environ.get("GOLMOK_OPERATOR_NAME", "골목회의 운영자")
    OPERATOR_CONTACT = os.environ.get("GOLMOK_OPERATOR_CONTACT", "")
    SOURCE_URL = os.environ.get("GOLMOK_SOURCE_URL", "")
    PROVIDER_CODE = os.environ.get("GOLMOK_PROVIDER_CODE", "")  # of open data: the 7 digits of the local government
    PROVIDER_NAME = os.environ.get("GOLMOK_PROVIDER_NAME", "")  # "": the city and gu of each dong
    EXPORT_STALLS = float(os.environ.get("GOLMOK_EXPORT_STALLS", "30"))  # seconds for 64 KiB of a file to be taken

    SESSION_COOKIE_NAME = "__Host-golmok" if HTTPS else "golmok"
    SESSION_COOKIE_SECURE = HTTPS
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Lax"
    PERMANENT_SESSION_LIFETIME = timedelta(days=30)
    SESSION_REFRESH_EACH_REQUEST = (
        False  # a device stays signed in for 30 days from its sign-in, not from its last page
    )
    WTF_CSRF_TIME_LIMIT = None  # a resident may take all afternoon over a proposal; the session ends the token
    MAX_CONTENT_LENGTH = 12 * 1024 * 1024
    MAX_FORM_MEMORY_SIZE = 1024 * 1024

    ARGON2 = {"memory_cost": 19 * 1024, "time_cost": 2, "parallelism": 1}  # OWASP password storage, KiB
    RATELIMIT_STORAGE_URI = os.environ.get("GOLMOK_RATELIMIT_URL", "memory://")
    RATELIMIT_HEADERS_ENABLED = True

    BABEL_DEFAULT_LOCALE = "ko"
    BABEL_DEFAULT_TIMEZONE = "Asia/Seoul"
    BABEL_DOMAIN = ";".join(DOMAINS)
    BABEL_TRANSLATION_DIRECTORIES = ";".join(["translations"] * len(DOMAINS))

    MAIL_FROM = os.environ.get("GOLMOK_MAIL_FROM", "golmok@localhost")
    SMTP_HOST = os.environ.get("GOLMOK_SMTP_HOST", "")
    SMTP_PORT = int(os.environ.get("GOLMOK_SMTP_PORT", "25"))
    SMTP_USER = os.environ.get("GOLMOK_SMTP_USER", "")
    SMTP_PASSWORD = os.environ.get("GOLMOK_SMTP_PASSWORD", "")
    SMTP_TLS = _flag("GOLMOK_SMTP_TLS")
    SMS_PROGRAM = os.environ.get("GOLMOK_SMS_PROGRAM", "")  # sends a text: number as argument, words as input
    SMS_REPLIES = _flag("GOLMOK_SMS_REPLIES")  # whether replies come back through `flask sms`
    DEMO = _flag("GOLMOK_DEMO")
    SIGNING_KEY_IS_NEW = _flag("GOLMOK_SIGNING_KEY_IS_NEW")  # the old one is lost: start all the same
    MAY_LOSE_BALLOTS = _flag("GOLMOK_TEST_MAY_LOSE_BALLOTS")  # for tests alone: starts on a database that never syncs
    REFERRAL_DAYS = int(os.environ.get("GOLMOK_REFERRAL_DAYS", "90"))  # that a referral's words stay after it is done
    DESK_DAYS = int(os.environ.get("GOLMOK_DESK_DAYS", "365"))  # that officers' notes on a request stay after it ended
    ATTACHMENT_MEGABYTES = min(10, int(os.environ.get("GOLMOK_ATTACHMENT_MEGABYTES", "10")))  # of one file of an answer
    ATTACHMENT_COUNT = int(os.environ.get("GOLMOK_ATTACHMENT_COUNT", "5"))  # files of one answer
    WEBHOOK_PORTS = os.environ.get("GOLMOK_WEBHOOK_PORTS", "443")  # to which webhooks may go, with commas
    WEBHOOK_LOOPBACK = _flag("GOLMOK_WEBHOOK_LOOPBACK")  # for trying out: http to this very machine, at any port
    SECOND_COUNTER = os.environ.get("GOLMOK_SECOND_COUNTER", "")  # the Python that has the libraries; "" for none

    @property
    def SECRET_KEY(self) -> str:  # noqa: N802 - Flask's name
        """Signs cookies and forms."""
        return _kept_secret("SECRET_KEY", self.DATA)

    @property
    def PEPPER(self) -> str:  # noqa: N802
        """Keys the voters' roll; it never enters the database, so a dump of it names nobody."""
        return _kept_secret("PEPPER", self.DATA)

    @property
    def SIGNING_KEY(self) -> str:  # noqa: N802
        """Signs rule sheets, the public ledger and records of polls: 32 random bytes in URL-safe base64."""
        return _kept_secret("SIGNING_KEY", self.DATA)


class TestConfig(Config):
    """For the tests: cheap passwords, no rate limits, keys that are known."""

    TESTING = True
    BASE_URL = "http://golmok.test"
    HTTPS = False
    ARGON2 = {"memory_cost": 8, "time_cost": 1, "parallelism": 1}
    RATELIMIT_ENABLED = False
    SECOND_COUNTER = ""
    SECRET_KEY = "a-key-for-tests-only"
    PEPPER = "a-pepper-for-tests-only"
    SIGNING_KEY = "YS1zaWduaW5nLWtleS1mb3ItdGVzdHMtb25seS0zMmI"
