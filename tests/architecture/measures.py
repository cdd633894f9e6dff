"""The house in figures, each beside its bar: `python -m tests.architecture.measures`."""

from collections.abc import Sequence
from statistics import median, quantiles
from typing import NamedTuple

from tests.architecture import code_rules
from tests.architecture.page_rules import TEMPLATE_LINES
from tests.architecture.source import modules, templates, text_of

CODE = ("app", "live", "personal_data", "config.py")
FUNCTION_P90, VIEW_MEDIAN = 15, 10
TESTS_AT_LEAST, TESTS_AT_MOST = 1.0, 1.8


class Measure(NamedTuple):
    """One figure of the code and what it may be."""

    name: str
    value: float
    low: float
    high: float

    @property
    def kept(self) -> bool:
        """Whether the figure is within its bar."""
        return self.low <= self.value <= self.high


def written(*folders: str) -> int:
    """Lines that are not blank."""
    return sum(1 for module in modules(*folders) for line in module.text.splitlines() if line.strip())


def p90(values: Sequence[float]) -> float:
    """The value that nine in ten do not exceed; 0 of nothing."""
    return quantiles(values, n=10, method="inclusive")[-1] if len(values) > 1 else sum(values)


def functions() -> list[int]:
    """The length of every function of the program."""
    return [function.lines for module in modules(*CODE) for function in module.functions()]


def views() -> list[int]:
    """The length of every view's body."""
    return [view.body_lines for module in modules("app") for view in code_rules.views(module)]


def tests_to_code() -> float:
    """Lines of tests for a line of code."""
    return written("tests") / max(1, written(*CODE))


def all_measures() -> list[Measure]:
    """Every figure."""
    of_slices = [module for module in modules(*CODE) if module.path not in code_rules.ONE_FILE]
    modules_, pages = [module.text.count("\n") for module in of_slices], map(text_of, templates())
    return [
        Measure("largest module, lines", max(modules_), 0, code_rules.MODULE_LINES),
        Measure("largest template, lines", max((page.count("\n") for page in pages), default=0), 0, TEMPLATE_LINES),
        Measure("function, p90", p90(functions()), 0, FUNCTION_P90),
        Measure("function, longest", max(functions(), default=0), 0, code_rules.FUNCTION_LINES),
        Measure("view body, median", median(views() or [0]), 0, VIEW_MEDIAN),
        Measure("view body, longest", max(views(), default=0), 0, code_rules.VIEW_LINES),
        Measure("tests : code", tests_to_code(), TESTS_AT_LEAST, TESTS_AT_MOST),
    ]


if __name__ == "__main__":
    print("\nThe house in figures (! is out of its bar)")
    for measure in all_measures():
        bar = f"{measure.low:g}-{measure.high:g}" if measure.low else f"<= {measure.high:g}"
        print(f"{'    ' if measure.kept else '!   '}{measure.name:26}{measure.value:8.4g}   ({bar})")
