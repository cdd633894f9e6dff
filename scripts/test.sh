#!/bin/sh
# Every test on SQLite with the coverage gate, then again on PostgreSQL (without the browser).
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin
processes=${GOLMOK_TEST_PROCESSES:-2}

echo "── SQLite"
$bin/python -m pytest -n "$processes" --database sqlite --cov --cov-report= "$@"
$bin/python scripts/coverage_gate.py

echo "── PostgreSQL"
if $bin/python -m tests.postgres available; then
    $bin/python -m pytest -n "$processes" --database postgresql -m "not browser" "$@"
elif [ -n "${CI:-}" ]; then
    exit 1
fi
