"""The house rules themselves: each finds a planted offender and spares the innocent."""

from collections.abc import Callable, Iterator

import pytest

from tests.architecture import code_rules, measures, page_rules
from tests.architecture.source import Module, Offence

PLANTED: list[tuple[Callable[[Module], Iterator[Offence]], str, str]] = [
    (code_rules.commits, "db.session.commit()", "db.session.flush()"),
    (code_rules.commits, "tell(b'COMMIT')", "tell(b'BEGIN')"),
    (code_rules.coroutines, "async def view(): return ''", "def view(): return ''"),
    (code_rules.clock_reads, "import datetime as d\nx = d.datetime.now(d.UTC)", "now = clock.now()"),
    (code_rules.clock_reads, "from datetime import date\nday = date.today()", "from datetime import date"),
    (code_rules.clock_reads, "from time import monotonic\nmonotonic()", "from time import sleep\nsleep(1)"),
    (code_rules.clock_reads, "from sqlalchemy import func\nfunc.now()", "from sqlalchemy import func\nfunc.sum()"),
    (code_rules.clock_reads, "text('DEFAULT CURRENT_TIMESTAMP')", "'''Not SQL's now().'''"),
    (code_rules.chances, "from secrets import token_hex", "from uuid import UUID"),
    (code_rules.chances, "import os\nos.urandom(8)", "import os\nos.getpid()"),
    (code_rules.chances, "import numpy as np\nnp.random.default_rng(seed)", "import numpy as np\nnp.zeros(3)"),
    (code_rules.inner_imports, "def f():\n    import json", "import json"),
    (code_rules.silent_modules, "x = 1", '"""Says."""'),
    (code_rules.silent_functions, "class A:\n    def verb(self): pass", "class A:\n    def _verb(self): pass"),
    (code_rules.long_modules, "x = 1\n" * 251, "x = 1\n" * 250),
    (code_rules.long_functions, "def f():\n" + "    x = 1\n" * 40, "def f():\n" + "    x = 1\n" * 39),
    (code_rules.long_views, "@bp.get('/')\ndef f():\n" + "    x = 1\n" * 21, "def f():\n" + "    x = 1\n" * 21),
    (code_rules.unasked_views, "@bp.post('/')\ndef f():\n    pass", "@bp.post('/')\n@public\ndef f():\n    pass"),
    (
        code_rules.unasked_views,
        "@bp.get('/')\n@login_required\ndef f(): ...",
        "@bp.get('/')\ndef f(): authorize('a', b)",
    ),
    (code_rules.mocks, "from unittest import mock", "from unittest import TestCase"),
    (code_rules.mocks, "monkeypatch.setattr('app.kernel.clock.now', f)", "monkeypatch.setattr('smtplib.SMTP', f)"),
    (code_rules.mocks, "from app.kernel import clock\nmonkeypatch.setattr(clock, 'now', f)", "setattr(x, 'now', f)"),
    (code_rules.terse_tests, "def test_cast(): ...", "def test_a_ballot_is_cast_once(): ..."),
]


@pytest.mark.parametrize(("rule", "planted", "innocent"), PLANTED)
def test_each_rule_finds_a_planted_offender_and_spares_the_innocent(rule, planted, innocent):
    assert list(rule(Module("app/polls/service.py", planted)))
    assert not list(rule(Module("app/polls/service.py", innocent)))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("np.random.default_rng([seed, 1])", False),
        ("def f(chance: np.random.Generator): ...", False),
        ("np.random.default_rng()", True),
        ("np.random.default_rng(None)", True),
        ("np.random.shuffle(votes)", True),
    ],
)
def test_the_arithmetic_of_opinions_draws_only_from_a_seed_that_it_was_given(source, found):
    module = Module("app/opinions/maths/gate.py", f"import numpy as np\n{source}")
    assert bool(list(code_rules.chances(module))) is found


@pytest.mark.parametrize(
    ("rule", "planted", "innocent"),
    [
        (page_rules.long_template, "\n" * 151, "\n" * 150),
        (page_rules.comparisons, "{% if poll.state == 'open' %}", "{% if may('cast', poll) %}"),
        (page_rules.comparisons, "{{ 'x' if user.role in ('a', 'b') }}", '<div role="list">'),
        (page_rules.inline_code, "<script>alert(1)</script>", '<script src="{{ x }}" defer></script>'),
        (page_rules.inline_code, '<p style="color:red">', "<p>style</p>"),
        (page_rules.inline_code, '<a onclick="x()">', '<a href="/on-this-day">'),
        (page_rules.untold_korean, "<p>투표</p>", '<p>{{ _("투표") }}</p>'),
        (page_rules.untold_korean, '<p title="투표">', '<a lang="ko" href="/">한국어</a>{# 투표 #}'),
        (page_rules.unfit_words, "https://pypi." + "org/simple", "pip install"),
        (page_rules.unfit_words, "see issue" + " 2", "see pallets-eco/flask-sqlalchemy#1361"),
        (page_rules.unfit_words, "in the next" + " session", "the session ends the token"),
    ],
)
def test_each_page_rule_finds_a_planted_offender_and_spares_the_innocent(rule, planted, innocent):
    assert list(rule("templates/polls/show.html", planted))
    assert not list(rule("templates/polls/show.html", innocent))


@pytest.mark.parametrize("path", ["app/polls/helpers.py", "tests/common/ballots.py"])
def test_a_vague_name_is_found_wherever_it_stands(path):
    assert list(code_rules.vague_names(Module(path, "")))


@pytest.mark.parametrize(
    ("path", "strange"),
    [
        ("app/polls/tally.py", True),
        ("app/kernel/cache.py", True),
        ("app/polls/service/cast.py", False),
        ("app/polls/methods/approval.py", False),
        ("app/documents/hwpx.py", False),
        ("app/cli.py", False),
    ],
)
def test_a_strange_file_of_a_slice_is_found(path, strange):
    assert bool(list(code_rules.strange_files(Module(path, "")))) is strange


@pytest.mark.parametrize(
    ("address", "odd"),
    [
        ("/polls/<poll_id>", True),
        ("/pollBallots", True),
        ("/polls/<int:poll_id>/close", True),
        ("/polls/<int:poll_id>/closing", False),
        ("/polls/<int:poll_id>/record.json", False),
        ("/receipts/<string:code>", False),
    ],
)
def test_an_odd_address_is_found(address, odd):
    assert bool(list(page_rules.odd_addresses([address]))) is odd


def test_the_key_of_a_voting_method_is_read_from_its_class():
    source = 'class Approval:\n    key, label = "approval", N_("찬성 투표")\nclass Borda:\n    key = "borda"\n'
    assert page_rules.method_keys(Module("app/polls/methods/some.py", source)) == ["approval", "borda"]


def test_an_offence_is_told_as_editors_understand_it():
    assert str(Offence("app/polls/views.py", 12, "does wrong")) == "app/polls/views.py:12: does wrong"


def test_neither_decorators_nor_docstring_lengthen_a_function():
    source = '@bp.get("/")\n@public\ndef f():\n    """Says\n    much.\n    """\n    x = 1\n    return x\n'
    (function,) = Module("app/polls/views.py", source).functions()
    assert (function.lines, function.body_lines) == (3, 2)


def test_p90_is_the_value_that_nine_in_ten_do_not_exceed():
    assert measures.p90([1] * 95 + [40] * 5) == 1
    assert measures.p90([7]) == 7
    assert measures.p90([]) == 0
