"""Rules over Python: each function yields the offences of one module."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import Def, Function, Module, Offence

MODULE_LINES, FUNCTION_LINES, VIEW_LINES = 250, 40, 20
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "base", "core", "lib"}
KERNEL = set(
    "__init__ db clock chance policy states events ledger outbox errors forms security".split()
    + "i18n korean paging markup files reading program".split()
)
SLICE = set("__init__ states policy models queries service forms views jobs".split())
OWN = {
    "polls": {"methods"},
    "opinions": {"maths"},
    "meetings": {"floor"},
    "decisions": {"clocks"},
    "boards": {"maths"},
    "plans": {"clocks"},
}  # pure arithmetic has a folder of its own
FREE = {"documents", "cli", "static"}  # one file a format, one a group of commands, one to download
ONE_FILE = {"app/static/verify.py": 1500}  # residents and auditors read and run it alone
CLOCKS = {
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today",
    "sqlalchemy.func.now", "sqlalchemy.func.current_timestamp", "sqlalchemy.func.current_date",
}  # fmt: skip
SQL_CLOCK = re.compile(r"\bCURRENT_(TIMESTAMP|DATE|TIME)\b|\bclock_timestamp\(|\bnow\(\)|[('\s]'now'", re.IGNORECASE)
CHANCE = {"random", "secrets", "uuid"}
SEEDED = "app/opinions/maths/"  # pure arithmetic may draw from a generator whose seed it was given
MOCKS = {"mock", "unittest.mock", "pytest_mock"}
VERBS = {"get", "post", "put", "patch", "delete", "route"}


def commits(module: Module) -> Iterator[Offence]:
    """Every call of a method named commit, and every COMMIT that is told to a database."""
    for node in ast.walk(module.tree):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
        if is_call or (isinstance(node, ast.Constant) and node.value in ("COMMIT", b"COMMIT")):
            yield module.at(node, "commits; only the transactions of app/kernel/db may")


def coroutines(module: Module) -> Iterator[Offence]:
    """Every coroutine: the application calls hooks and views without asking whether they are one."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.AsyncFunctionDef):
            yield module.at(node, "is a coroutine, which Golmok.ensure_sync does not expect")


def clock_reads(module: Module) -> Iterator[Offence]:
    """Every use of the program's or the database's clock, outside app/kernel/clock.py."""
    if module.path == "app/kernel/clock.py":
        return
    docstrings = _docstrings(module.tree)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute | ast.Name):
            name = module.meaning(node)
            if name in CLOCKS or (name.startswith("time.") and name != "time.sleep"):
                yield module.at(node, f"reads the clock ({name}); take the moment as `at=` or ask app.kernel.clock")
        elif isinstance(node, ast.Constant) and id(node) not in docstrings and SQL_CLOCK.search(str(node.value)):
            yield module.at(node, "reads the database's clock; ask app.kernel.clock")


def chances(module: Module) -> Iterator[Offence]:
    """Every source of randomness, outside app/kernel/chance.py; the type UUID is none."""
    if module.path == "app/kernel/chance.py":
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            taken = [alias.name for alias in node.names if alias.name.split(".")[0] in CHANCE]
        elif isinstance(node, ast.ImportFrom) and node.module in CHANCE:
            taken = [alias.name for alias in node.names if alias.name != "UUID"]
        else:
            taken = ["os.urandom"] if module.meaning(node) == "os.urandom" else []
        if taken:
            yield module.at(node, f"brings in chance ({', '.join(taken)}); ask app.kernel.chance")
    yield from _numpy_chances(module)


def _numpy_chances(module: Module) -> Iterator[Offence]:
    """Every use of numpy's chance but, in SEEDED, of the type Generator and of default_rng with a seed."""
    calls = (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))
    with_seed = {id(call.func) for call in calls if call.args and not isinstance(call.args[0], ast.Constant)}
    for node in ast.walk(module.tree):
        name = module.meaning(node) if isinstance(node, ast.Attribute | ast.Name) else ""
        if not name.startswith("numpy.random."):
            continue
        sound = name == "numpy.random.Generator" or (name == "numpy.random.default_rng" and id(node) in with_seed)
        if not (sound and module.path.startswith(SEEDED)):
            yield module.at(node, f"brings in chance ({name}); ask app.kernel.chance")


def inner_imports(module: Module) -> Iterator[Offence]:
    """Every import inside a function."""
    for function in module.functions():
        for node in ast.walk(function.node):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield module.at(node, f"imports inside {function.node.name}")


def vague_names(module: Module) -> Iterator[Offence]:
    """A file or folder whose name says nothing."""
    parts = module.path.removesuffix(".py").split("/")
    for part in VAGUE.intersection(parts):
        yield Offence(module.path, 1, f"«{part}» says nothing about what is inside")


def strange_files(module: Module) -> Iterator[Offence]:
    """A file of a slice or of the kernel that has none of the names they all have."""
    folder, _, rest = module.path.removeprefix("app/").partition("/")
    if not rest or folder in FREE or not module.path.startswith("app/"):
        return
    name = rest.removesuffix(".py").split("/")[0]
    allowed = KERNEL if folder == "kernel" else SLICE | OWN.get(folder, set())
    if name not in allowed:
        yield Offence(module.path, 1, f"«{name}» is not one of: {', '.join(sorted(allowed - {'__init__'}))}")


def silent_modules(module: Module) -> Iterator[Offence]:
    """A module that does not open with a docstring."""
    if not ast.get_docstring(module.tree):
        yield Offence(module.path, 1, "opens with no docstring")


def silent_functions(module: Module) -> Iterator[Offence]:
    """A public function or method without a docstring; what only a protocol asks for needs none."""
    for holder in (module.tree, *_public(module.tree, ast.ClassDef)):
        for node in _public(holder, Def):
            if not ast.get_docstring(node) and ast.unparse(node.body) != "...":
                yield module.at(node, f"{node.name} has no docstring")


def long_modules(module: Module) -> Iterator[Offence]:
    """A module over the cap."""
    count, most = module.text.count("\n"), ONE_FILE.get(module.path, MODULE_LINES)
    if count > most:
        yield Offence(module.path, count, f"{count} lines; at most {most}")


def long_functions(module: Module) -> Iterator[Offence]:
    """A function over the cap, decorators and docstring not counted."""
    for function in module.functions():
        if function.lines > FUNCTION_LINES:
            yield module.at(function.node, f"{function.node.name}: {function.lines} lines; at most {FUNCTION_LINES}")


def views(module: Module) -> Iterator[Function]:
    """The functions that answer requests: decorated `@bp.get(…)` and the like."""
    for function in module.functions():
        for decorator in function.node.decorator_list:
            call = decorator.func if isinstance(decorator, ast.Call) else None
            if isinstance(call, ast.Attribute) and call.attr in VERBS and isinstance(call.value, ast.Name):
                yield function
                break


def long_views(module: Module) -> Iterator[Offence]:
    """A view whose body is over the cap."""
    for view in views(module):
        if view.body_lines > VIEW_LINES:
            yield module.at(view.node, f"{view.node.name}: a body of {view.body_lines} lines; at most {VIEW_LINES}")


def unasked_views(module: Module) -> Iterator[Offence]:
    """A view that neither asks the policy nor is marked public."""
    for view in views(module):
        asks = any(isinstance(node, ast.Call) and _last_name(node.func) == "authorize" for node in ast.walk(view.node))
        if not asks and not _decorated(view.node, {"public"}):
            yield module.at(view.node, f"{view.node.name} neither calls authorize(…) nor is @public")


def mocks(module: Module) -> Iterator[Offence]:
    """A test that replaces our own code instead of using it."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            from_ = node.module if isinstance(node, ast.ImportFrom) else ""
            names = {from_} | {f"{from_}.{alias.name}".lstrip(".") for alias in node.names}
            if MOCKS & names:
                yield module.at(node, "imports a mock")
        elif isinstance(node, ast.arg) and node.arg == "mocker":
            yield module.at(node, "asks for a mock")
        elif isinstance(node, ast.Call) and _last_name(node.func) == "setattr" and node.args:
            target = node.args[0]
            text = target.value if isinstance(target, ast.Constant) else module.meaning(target)
            if str(text).split(".")[0] == "app":
                yield module.at(node, f"replaces a part of {text}")


def terse_tests(module: Module) -> Iterator[Offence]:
    """A test whose name is no sentence."""
    for function in module.functions():
        name = function.node.name
        if name.startswith("test_") and len(name.split("_")) < 4:
            yield module.at(function.node, f"{name} is no sentence")


def _docstrings(tree: ast.Module) -> set[int]:
    holders = (node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | Def))
    return {id(node.body[0].value) for node in holders if ast.get_docstring(node)}


def _public(holder: ast.AST, kind: type) -> list:
    return [node for node in holder.body if isinstance(node, kind) and not node.name.startswith("_")]


def _last_name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _decorated(node: Def, names: set[str]) -> bool:
    marks = (mark.func if isinstance(mark, ast.Call) else mark for mark in node.decorator_list)
    return any(_last_name(mark) in names for mark in marks)
