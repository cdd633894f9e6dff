"""One short life for each pair of a state and a deed that chance has not brought together."""

from tests.fault.model.life import Life
from tests.fault.model.pairs import HARMED, KINDS

DEEDS = {
    "register": lambda life: life.register(6),
    "verify": lambda life: life.verify(5),
    "revoke": lambda life: life.revoke(5),
    "add to the roll": lambda life: life.add_to_the_roll(6),
    "cast": lambda life: life.cast(3, 2, fresh=False, second=True),
    "cast again": lambda life: life.cast(0, 2, fresh=False, second=False),
    "cast with help": lambda life: life.cast_with_help(0, 3),
    "carry a paper between the channels": lambda life: life.carry_a_paper_between_the_channels(0),
    "send another's paper": lambda life: life.send_anothers_paper(3, 1, 1),
    "forge marks": lambda life: life.forge_marks(3, -1),
    "cast as a stranger": lambda life: life.cast_as_a_stranger(),
    "lend a device": lambda life: life.lend_the_device(4),
    "hand out paper": lambda life: life.hand_out(4),
    "open": lambda life: life.open(),
    "close": lambda life: life.close(),
    "close before the time": lambda life: life.close_before_the_time(),
    "count": lambda life: life.count(unreadable=True),
    "certify": lambda life: life.certify(),
    "void": lambda life: life.void(),
    "read the record": lambda life: life.read_the_record(),
    "mix": lambda life: life.mix(),
    "seal": lambda life: life.seal(),
    "reconcile": lambda life: life.reconcile(),
    "restart": lambda life: life.restart(anew=False),
    "back up": lambda life: life.back_up(),
    "restore": lambda life: (life.back_up(), life.restore()),
    "go on": lambda life: life.go_on(),
    "mend": lambda life: life.mend(),
    **{kind: lambda life, kind=kind: life.tamper(kind) for kind in KINDS},
}


def walk(world, pairs):
    """Bring about what is missed; how many pairs there were."""
    missed = pairs.missed()
    for state, deed in missed:
        life = Life(world, pairs)
        life.begin(state.partition(",")[0])
        if state.endswith(HARMED):
            life.tamper(KINDS[0])
        DEEDS[deed](life)
        life.both_say_the_same()
        life.teardown()
    return len(missed)
