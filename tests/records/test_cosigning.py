"""Cosigning: naming the centre and neighbours, keys in force, and which signatures are taken."""

import base64

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.councils.states import CouncilState
from app.kernel import clock, ledger
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.security import is_signed, public_key
from app.notices.jobs import deliver_events
from app.records import queries, service
from app.records.models import fingerprint, signed_text
from app.records.service import keys
from tests import factories
from tests.conftest import rows
from tests.factories import cosigners, polls


@pytest.fixture
def council(app):
    council = factories.a_council()
    polls.an_open_poll(council)
    return council


def by_somebody():
    return {"by": factories.a_user(), "at": clock.now()}


def done(verb, *given):
    with transaction():
        return verb(*given, **by_somebody())


def test_naming_a_key_and_retiring_it_stand_in_the_ledger_with_the_key(council):
    centre, key = cosigners.a_centre(council)
    done(service.retire_key, centre)
    named, retired = ledger.entries_about("cosigner", centre.id)
    assert (named.kind, retired.kind) == ("cosigner.named", "cosigner.retired")
    told = {"party": f"dong/{council.dong_id}", "name": centre.name, "key": cosigners.public(key)}
    assert named.body == retired.body == told
    assert ledger.first_broken(council.id) is None


def test_naming_the_centre_or_asking_a_neighbour_twice_names_it_once(council):
    first, _key = cosigners.a_centre(council)
    assert done(service.name_centre, first.council).id == first.id
    neighbour = factories.a_council(dong=first.council.dong)
    asked = [cosigners.an_invited(council, neighbour).id for _time in range(2)]
    assert len(set(asked)) == 1
    assert len(rows("cosigner")) == 2


@pytest.mark.parametrize("which", ["itself", "of another gu", "not open", "not there"])
def test_only_an_open_council_of_the_same_gu_can_be_asked(council, which):
    dong = session().get(type(council), council.id).dong
    number = {
        "itself": lambda: council.id,
        "of another gu": lambda: factories.a_council().id,
        "not open": lambda: factories.a_council(dong=dong, state=CouncilState.CLOSED).id,
        "not there": lambda: 9_999,
    }[which]()
    with pytest.raises(Invalid, match="같은 구의"):
        done(service.invite, council, number)


def test_a_neighbour_in_another_dong_of_the_gu_can_be_asked_and_its_facilitators_are_told(council):
    gu = factories.a_gu()
    here, there = (factories.a_council(dong=factories.a_dong(gu=gu)) for _dong in range(2))
    facilitator, resident = factories.a_facilitator(there), factories.a_member(there)
    cosigners.an_invited(here, there)
    while deliver_events(clock.now()):
        pass
    told = [(row.user_id, row.url) for row in rows("notification") if row.action == "cosigner.invited"]
    assert told == [(facilitator.id, f"/councils/{there.id}/cosigning")]
    assert resident.id != facilitator.id


def spellings(key):
    raw = key.public_key().public_bytes_raw()
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return [raw.hex(), raw.hex().upper(), base64.b64encode(raw).decode(), pem, pem.replace("\n", "\r\n")]


def test_a_key_is_read_from_hex_base64_and_pem():
    for seed in range(50):
        key = cosigners.a_key(seed)
        assert {keys.read_key(text) for text in spellings(key)} == {cosigners.public(key)}


@pytest.mark.parametrize(
    "text", ["", "열쇠", "abcd", "0" * 63, "=", "A" * 44, "g" * 64, "00" * 33, *sorted(keys._WEAK)]
)
def test_what_is_no_key_is_refused(text):
    with pytest.raises(Invalid, match="공개 열쇠가 아닙니다"):
        keys.read_key(text)


def test_under_a_key_that_is_refused_as_weak_anybody_can_sign():
    canonical = [key for key in keys._WEAK if is_forged_under(key)]
    assert len(canonical) >= 8


def is_forged_under(key):
    """Whether a signature that nobody made, of a point of small order and a zero, fits one of some texts."""
    forged = [point + "00" * 32 for point in sorted(keys._WEAK)]
    return any(is_signed(str(number), one, key) for number in range(64) for one in forged)


def test_a_private_key_that_was_pasted_by_mistake_is_refused_and_said_to_be_one():
    pem = cosigners.a_key(1).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    with pytest.raises(Invalid, match="비밀 열쇠입니다"):
        keys.read_key(pem)


def test_a_party_has_one_key_in_force_and_the_same_again_changes_nothing(council):
    centre, key = cosigners.a_centre(council)
    done(service.register_key, centre, cosigners.public(key))
    assert len(rows("cosigner_key")) == 1
    with pytest.raises(Invalid, match="먼저 그 열쇠를 거둔"):
        done(service.register_key, centre, cosigners.public(cosigners.a_key(77)))


def test_neither_a_retired_key_nor_one_of_another_cosigner_or_of_the_site_is_taken(council):
    centre, key = cosigners.a_centre(council)
    done(service.retire_key, centre)
    neighbour = cosigners.an_invited(council)
    for named in (centre, neighbour):
        for known in (cosigners.public(key), public_key()):
            with pytest.raises(Invalid, match="이미 쓰였거나 거둔"):
                done(service.register_key, named, known)


def test_a_council_that_has_ended_takes_no_key(council):
    named = done(service.name_centre, session().get(type(council), council.id))
    with transaction():
        session().get(type(council), council.id).state = CouncilState.CLOSED
    with pytest.raises(Conflict):
        done(service.register_key, named, cosigners.public(cosigners.a_key(1)))


def test_the_newest_entry_is_cosigned_once_however_often_it_is_sent(council):
    centre, key = cosigners.a_centre(council)
    code, signature = cosigners.signature(centre, key)
    for spelling in (signature, signature.upper(), base64.b64encode(bytes.fromhex(signature)).decode()):
        done(service.cosign, centre, code, spelling)
    (signed,) = rows("cosignature")
    assert (f"{signed.seq}:{signed.hash}", signed.signature) == (code, signature)
    polls.an_open_poll(council)
    assert done(service.cosign, centre, code, signature).seq == signed.seq
    standing = queries.standing(queries.cosigner(centre.id))
    assert (standing.last.seq, standing.behind) == (2, 1)


def refused(centre, code, signature):
    with pytest.raises(Invalid) as fault:
        done(service.cosign, centre, code, signature)
    assert rows("cosignature") == []
    return str(fault.value.reason)


def test_a_signature_that_does_not_fit_is_not_taken(council):
    centre, key = cosigners.a_centre(council)
    code, signature = cosigners.signature(centre, key)
    another = cosigners.signature(centre, cosigners.a_key(99))[1]
    bare = key.sign(code.partition(":")[2].encode()).hex()
    for wrong in (another, bare, signature[:-2] + "ff"):
        assert "서명이 맞지 않습니다" in refused(centre, code, wrong)
    for nothing in ("", "서명", signature[:-2], signature + "00"):
        assert "서명이 아닙니다" in refused(centre, code, nothing)


def test_only_the_newest_entry_of_this_ledger_is_cosigned(council):
    centre, key = cosigners.a_centre(council)
    other, other_key = cosigners.a_centre(factories.a_council())
    code, signature = cosigners.signature(centre, key)
    assert "다른 골목회의의 장부" in refused(centre, *cosigners.signature(other, other_key))
    for nowhere in (f"9:{'0' * 64}", "", "2", code.replace("2:", "1:")):
        assert "공개 장부에 없는 줄" in refused(centre, nowhere, signature)
    polls.an_open_poll(council)
    assert "새 줄이 생겼습니다" in refused(centre, code, signature)


def test_nothing_is_signed_with_a_key_that_was_retired(council):
    centre, key = cosigners.a_centre(council)
    code, signature = cosigners.signature(centre, key)
    done(service.retire_key, centre)
    assert "열쇠가 없습니다" in refused(centre, code, signature)
    cosigners.exchanged(queries.cosigner(centre.id), cosigners.a_key(5))
    assert "서명이 맞지 않습니다" in refused(centre, *cosigners.signature(centre, key))


@pytest.mark.parametrize("table", ["cosigner", "cosigner_key", "key_retirement", "cosignature"])
def test_the_database_refuses_to_change_or_delete_what_belongs_to_cosigning(council, table):
    centre, key = cosigners.a_centre(council)
    cosigners.cosigned(centre, key)
    done(service.retire_key, centre)
    column = {"cosigner": "named_by_id", "cosigner_key": "public_key", "key_retirement": "retired_by_id"}.get(
        table, "hash"
    )
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(IntegrityError), transaction() as current:
            current.execute(text(statement))
    assert len(rows(table)) == 1


def test_the_text_that_is_signed_has_four_lines_and_begins_like_no_other():
    assert signed_text(7, 12, "ab" * 32) == f"golmok cosignature 1\n7\n12\n{'ab' * 32}\n"


def test_a_fingerprint_is_sixteen_letters_of_the_hash_in_groups():
    assert fingerprint("00" * 32) == "6668 7aad f862 bd77"
