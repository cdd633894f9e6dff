#!/bin/sh
# The proofs at full size, those of tests/fault and those marked `proof` beside their slices: on SQLite, then on a
# PostgreSQL with the durability of a real server.
# All are run whatever fails; each tells its figure. One alone: scripts/fault.sh -k closing
set -u
cd "$(dirname "$0")/.." || exit 1
export GOLMOK_FAULT=full GOLMOK_TEST_DURABLE=1
worlds=tests/fault/test_non_interference.py # in one process each, so two at once; all other proofs fill the machine
beside=$(grep -rl --include='test_*.py' '^@pytest\.mark\.proof\|^pytestmark.*mark\.proof' tests)
nothing_chosen=5 # pytest's answer where no test of a folder has the name that was asked for
failed=0

prove() {
    .venv/bin/python -m pytest -q "$@"
    status=$?
    if [ "$status" != 0 ] && { [ "$status" != "$nothing_chosen" ] || [ "$chosen" = 0 ]; }; then failed=1; fi
}

chosen=$#
for database in sqlite postgresql; do
    echo "── $database"
    if [ "$database" = postgresql ] && ! .venv/bin/python -m tests.postgres available; then
        if [ -n "${CI:-}" ]; then failed=1; fi
        continue
    fi
    prove tests/fault --ignore "$worlds" --database "$database" "$@"
    prove "$worlds" -n 2 --database "$database" "$@"
    # shellcheck disable=SC2086  # one word a file
    prove $beside -m proof --database "$database" "$@"
done
exit $failed
