#!/bin/sh
# Every test on SQLite, then on PostgreSQL what asks a database (without the browser).
# On SQLite the slices' own tests are measured and held to the coverage gate; what walks over all of Golmok through its
# pages comes after them, unmeasured: it takes half the time so, and a gate that counts it would say less.
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

echo "── SQLite: the slices, measured"
# shellcheck disable=SC2046,SC2086  # one word a folder
tests --database sqlite --cov --cov-report= $(printf -- '--ignore=%s ' $walks) "$@"
$bin/python scripts/coverage_gate.py || failed=1

echo "── SQLite: the walks"
# shellcheck disable=SC2086
tests --database sqlite $walks "$@"

echo "── PostgreSQL"
if $bin/python -m tests.postgres available; then
    tests --database postgresql -m "not browser" "$@"
elif [ -n "${CI:-}" ]; then
    failed=1
fi
exit $failed
