"""The rules of the house that no linter knows. Each failure lists file:line: what."""

import fnmatch
from collections.abc import Callable, Iterator
from statistics import median

import pytest

from app import create_app
from config import Config, TestConfig
from scripts.catalogues import Catalogues
from tests.architecture import code_rules, measures, page_rules
from tests.architecture.source import Module, Offence, files, listed, modules, templates, text_of

EVERYWHERE = ("app", "live", "personal_data", "config.py", "scripts", "tests", "benchmarks", "migrations")
METHODS = "app/polls/methods/"


def offences(rule: Callable[[Module], Iterator[Offence]], *folders: str) -> list[Offence]:
    return [offence for module in modules(*folders) for offence in rule(module)]


def page_offences(rule: Callable[[str, str], Iterator[Offence]]) -> list[Offence]:
    return [offence for path in templates() for offence in rule(path, text_of(path))]


@pytest.fixture(scope="module")
def addresses() -> list[str]:
    return [rule.rule for rule in create_app(TestConfig).url_map.iter_rules() if rule.endpoint != "static"]


def test_the_source_commits_at_the_ends_alone_of_transactions_short_ones_and_what_can_only_read():
    found = offences(code_rules.commits, "app")
    short = [f"app/kernel/db/straight/on_{database}.py" for database in ("postgresql", "sqlite")]
    assert sorted({offence.path for offence in found}) == [*short, "app/kernel/db/transactions.py"], listed(found)
    assert len(found) == 4, listed(found)


def test_no_hook_and_no_view_is_a_coroutine():
    found = offences(code_rules.coroutines, "app")
    assert not found, listed(found)


def test_the_clock_is_read_only_in_the_kernel_clock():
    found = offences(code_rules.clock_reads, "app")
    assert not found, listed(found)


def test_chance_comes_in_only_through_the_kernel_chance():
    found = offences(code_rules.chances, "app")
    assert not found, listed(found)


def test_no_function_imports_anything():
    found = offences(code_rules.inner_imports, *EVERYWHERE)
    assert not found, listed(found)


def test_every_module_has_a_name_that_says_something():
    found = offences(code_rules.vague_names, *EVERYWHERE)
    assert not found, listed(found)


def test_slices_and_kernel_have_only_the_files_that_they_all_have():
    found = offences(code_rules.strange_files, "app")
    assert not found, listed(found)


def test_every_module_opens_with_a_docstring():
    found = offences(code_rules.silent_modules, *EVERYWHERE)
    assert not found, listed(found)


def test_public_functions_of_kernel_services_and_queries_say_what_they_do():
    spoken = (
        "app/kernel/*",
        "app/*/service*",
        "app/*/queries*",
        f"{METHODS}*",
        "app/opinions/maths/*",
        "app/meetings/floor/*",
    )
    found = [
        offence
        for module in modules("app")
        if any(fnmatch.fnmatch(module.path, pattern) for pattern in spoken)
        for offence in code_rules.silent_functions(module)
    ]
    assert not found, listed(found)


def test_no_module_is_longer_than_the_cap():
    found = offences(code_rules.long_modules, *EVERYWHERE)
    assert not found, listed(found)


def test_no_function_is_longer_than_the_cap():
    found = offences(code_rules.long_functions, "app", "config.py", "scripts")
    assert not found, listed(found)


def test_nine_in_ten_functions_are_short():
    assert measures.p90(measures.functions()) <= measures.FUNCTION_P90


def test_no_view_is_longer_than_the_cap():
    found = offences(code_rules.long_views, "app")
    assert not found, listed(found)


def test_half_of_the_views_are_short():
    assert median(measures.views() or [0]) <= measures.VIEW_MEDIAN


def test_every_view_asks_the_policy_or_is_public():
    found = offences(code_rules.unasked_views, "app")
    assert not found, listed(found)


def test_addresses_are_kebab_case_nouns_with_typed_variables(addresses):
    found = list(page_rules.odd_addresses(addresses))
    assert not found, listed(found)


def test_no_template_is_longer_than_the_cap():
    found = page_offences(page_rules.long_template)
    assert not found, listed(found)


def test_no_template_compares_a_role_or_a_state():
    found = page_offences(page_rules.comparisons)
    assert not found, listed(found)


def test_no_page_carries_script_or_style_inside():
    found = page_offences(page_rules.inline_code)
    assert not found, listed(found)


def test_every_korean_sentence_of_a_page_goes_through_gettext():
    found = page_offences(page_rules.untold_korean)
    assert not found, listed(found)


def test_every_korean_sentence_has_an_english_one():
    catalogues = Catalogues()
    untold = [
        f"{domain}: {message.id}"
        for domain in catalogues.domains()
        for message in catalogues.english(domain)
        if message.id and not all(message.string if isinstance(message.string, tuple) else [message.string])
    ]
    assert not untold, "\n".join(untold)


def test_the_program_reads_every_catalogue_that_there_is():
    catalogues = Catalogues()
    kept = {path.stem for path in catalogues.folder.glob("*.po")}
    assert kept <= set(Config.BABEL_DOMAIN.split(";"))


def test_every_voting_method_has_its_page_and_its_contract_test():
    keys = [key for module in modules("app/polls/methods") for key in page_rules.method_keys(module)]
    contracts = [module for module in modules("tests/polls") if "contract" in module.path]
    proven = {key for key in keys for module in contracts if "METHODS" in module.text or f'"{key}"' in module.text}
    without_page = [key for key in keys if f"templates/polls/methods/{key}.html" not in templates()]
    assert not without_page, f"no templates/polls/methods/<key>.html for {without_page}"
    assert proven == set(keys), f"no contract test for {set(keys) - proven}"


def test_no_test_replaces_our_own_code():
    found = offences(code_rules.mocks, "tests")
    assert not found, listed(found)


def test_the_names_of_tests_are_sentences():
    found = offences(code_rules.terse_tests, "tests")
    assert not found, listed(found)


def test_no_file_speaks_of_how_the_project_is_developed_or_of_registries():
    found = [offence for path in files() for offence in page_rules.unfit_words(path, text_of(path))]
    assert not found, listed(found)


def test_there_is_at_least_as_much_test_as_code():
    ratio = measures.tests_to_code()
    assert ratio >= measures.TESTS_AT_LEAST, f"tests : code is {ratio}; at least 1.0 is asked"
