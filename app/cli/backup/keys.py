"""The keys that a backup does not hold, and whether those that are here are the ones it was made with."""

import hashlib
from collections.abc import Iterator

from app.cli.backup.archive import Manifest
from app.kernel import ledger
from app.kernel.security import keyed_hash, public_key, same

ELSEWHERE = (
    "열쇠(var/secrets 또는 GOLMOK_SECRET_KEY, GOLMOK_PEPPER, GOLMOK_SIGNING_KEY)는 백업에 없습니다. "
    "셋 다 다른 곳에 따로 보관하세요. · The keys (var/secrets, or GOLMOK_SECRET_KEY, GOLMOK_PEPPER and "
    "GOLMOK_SIGNING_KEY) are not in it: keep all three elsewhere."
)
_OTHER_PEPPER = (
    "주의: 이 서버의 pepper가 백업을 만든 서버와 다릅니다. 열린 투표의 명부에서 아무도 알아볼 수 없고, "
    "마감된 투표의 기록은 검증되지 않습니다. 서버를 켜기 전에 그때의 pepper를 가져다 놓으세요"
    "(var/secrets/pepper 또는 GOLMOK_PEPPER). · Careful: the pepper here is not that of the backup, so nobody is found "
    "on the roll of an open poll, and records of closed polls can no longer be verified. Put the pepper of that server "
    "here (var/secrets/pepper or GOLMOK_PEPPER) before you start this one."
)
_OTHER_SIGNING_KEY = (
    "주의: 이 서버의 signing_key가 백업을 만든 서버와 다릅니다. 이대로 켜면 모든 투표의 기록이 검증에서 틀렸다고 "
    "나오고, 그 뒤에 쓰인 장부는 고칠 수 없습니다. 서버를 켜기 전에 그때의 signing_key를 가져다 놓으세요"
    "(var/secrets/signing_key 또는 GOLMOK_SIGNING_KEY). · Careful: the signing_key here is not that of the backup. "
    "Started like this, every record of a poll fails in verify.py, and what is then written to the ledger stays so for "
    "good. Put the signing_key of that server here (var/secrets/signing_key or GOLMOK_SIGNING_KEY) before you start "
    "this one."
)


def pepper_mark() -> str:
    """Tells whether a server has the same pepper, and nothing about it."""
    return keyed_hash("pepper of a backup")


def signing_mark() -> str:
    """Tells whether a server signs with the same key: a hash of its public half."""
    return hashlib.sha256(f"signing key of a backup\n{public_key()}".encode()).hexdigest()


def unfit(manifest: Manifest) -> Iterator[str]:
    """A sentence for each key here that is not that of the backup, which has just been restored."""
    if not same(manifest.pepper_mark, pepper_mark()):
        yield _OTHER_PEPPER
    if not _signs_as(manifest):
        yield _OTHER_SIGNING_KEY


def _signs_as(manifest: Manifest) -> bool:
    """Backups of before there was a mark are known by the last lines of their ledgers, which name the key."""
    if manifest.signing_mark:
        return same(manifest.signing_mark, signing_mark())
    return ledger.last_keys() <= {public_key()}
