#!/bin/sh
# Every test on SQLite with the coverage gate, then again on PostgreSQL (without the browser).
# All are run whatever fails, so that one run tells everything.
set -u
cd "$(dirname "$0")/.." || exit 1
bin=.venv/bin
processes=${GOLMOK_TEST_PROCESSES:-2}
failed=0

echo "── SQLite"
$bin/python -m pytest -n "$processes" --database sqlite --cov --cov-report= "$@" || failed=1
$bin/python scripts/coverage_gate.py || failed=1

echo "── PostgreSQL"
if $bin/python -m tests.postgres available; then
    $bin/python -m pytest -n "$processes" --database postgresql -m "not browser" "$@" || failed=1
elif [ -n "${CI:-}" ]; then
    failed=1
fi
exit $failed
