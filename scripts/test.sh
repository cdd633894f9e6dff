#!/bin/sh
# Every test on SQLite, then on PostgreSQL all that asks a database, but for the browser's and what is marked `once`.
# The slices' own tests, and what exists on PostgreSQL alone, are measured and held to the coverage gate. What walks
# over all of Golmok through its pages is not: measuring doubles its time, and lines it passes by are not tested by it.
# All are run whatever fails, so that one run tells everything.
set -u
cd "$(dirname "$0")/.." || exit 1
bin=.venv/bin
walks="tests/access tests/api tests/browser tests/fault tests/migrations"
failed=0

# in memory where there is room, so that a commit waits for no disk
if [ -w /dev/shm ] && [ "$(df -Pk /dev/shm | awk 'NR == 2 { print $4 }')" -gt 4000000 ]; then
    TMPDIR=$(mktemp -d /dev/shm/golmok-tests-XXXXXX)
    chmod 755 "$TMPDIR" # PostgreSQL runs as another user
    export TMPDIR
    trap 'rm -rf "$TMPDIR"' EXIT
    trap 'exit 130' INT TERM
fi

tests() { "$bin/python" -m pytest -n "${GOLMOK_TEST_PROCESSES:-2}" "$@" || failed=1; }

has_postgresql=1
if ! $bin/python -m tests.postgres available; then
    has_postgresql=0
    if [ -n "${CI:-}" ]; then failed=1; fi
fi

echo "── SQLite: the slices, measured"
# shellcheck disable=SC2046,SC2086  # one word a folder
tests --database sqlite --cov --cov-report= $(printf -- '--ignore=%s ' $walks) "$@"
if [ "$has_postgresql" = 1 ]; then
    echo "── PostgreSQL: what exists there alone, measured"
    tests --database postgresql -m "postgresql_only and not fault" --cov --cov-append --cov-report= "$@"
    $bin/python scripts/coverage_gate.py || failed=1
fi

echo "── SQLite: the walks"
# shellcheck disable=SC2086
tests --database sqlite $walks "$@"
if [ "$has_postgresql" = 1 ]; then
    echo "── PostgreSQL: the rest"
    tests --database postgresql -m "not browser and not once and (fault or not postgresql_only)" "$@"
fi
exit $failed
