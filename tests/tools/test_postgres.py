"""The PostgreSQL of the tests: databases come and go, and the server goes with its owner."""

import os
import subprocess
import sys

import psycopg
import pytest

from tests.postgres import PORT, Cluster, Unavailable, programs

try:
    programs()
except Unavailable as reason:
    pytest.skip(str(reason), allow_module_level=True)


@pytest.fixture(scope="module")
def cluster():
    cluster = Cluster.start()
    yield cluster
    cluster.stop()


def ask(url: str, question: str) -> object:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        answer = connection.execute(question)
        return answer.fetchone()[0] if answer.description else None


def test_a_copy_of_a_database_holds_what_its_template_holds(cluster):
    original = cluster.create_database("original")
    ask(original, "CREATE TABLE neighbour (name text); INSERT INTO neighbour VALUES ('영희')")
    assert ask(cluster.create_database("copied", template="original"), "SELECT name FROM neighbour") == "영희"


def test_a_database_is_dropped_though_somebody_is_still_connected(cluster):
    url = cluster.create_database("crowded")
    with psycopg.connect(url.replace("+psycopg", "")):
        cluster.drop_database("crowded")
    cluster.drop_database("crowded")
    with pytest.raises(psycopg.OperationalError):
        ask(url, "SELECT 1")


def test_hangul_is_sorted_as_in_a_dictionary(cluster):
    url = cluster.create_database("sorted")
    words = "SELECT string_agg(word, '' ORDER BY word) FROM unnest(array['다','가','나']) AS word"
    assert ask(url, words) == "가나다"


def test_nothing_waits_for_the_disk(cluster):
    assert ask(cluster.url("postgres"), "SELECT current_setting('fsync')") == "off"


def test_a_stopped_cluster_leaves_nothing_behind():
    cluster = Cluster.start()
    folder, server = cluster.folder, cluster.server
    cluster.stop()
    assert server.poll() is not None
    assert not folder.exists()


def test_the_command_line_gives_the_command_an_empty_database():
    program = "import os; print(os.environ['GOLMOK_DATABASE_URL'])"
    environment = {name: value for name, value in os.environ.items() if name != PORT}
    done = subprocess.run(
        [sys.executable, "-m", "tests.postgres", "run", "--", sys.executable, "-c", program],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.startswith("postgresql+psycopg://golmok@127.0.0.1:")
