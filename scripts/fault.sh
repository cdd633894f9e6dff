#!/bin/sh
# The proofs of tests/fault at full size: on SQLite, then on a PostgreSQL with the durability of a real server.
# Both are run whatever fails; each proof ends with its figure. One alone: scripts/fault.sh -k closing
set -u
cd "$(dirname "$0")/.." || exit 1
export GOLMOK_FAULT=full GOLMOK_TEST_DURABLE=1
failed=0

for database in sqlite postgresql; do
    echo "── $database"
    if [ "$database" = postgresql ] && ! .venv/bin/python -m tests.postgres available; then
        if [ -n "${CI:-}" ]; then failed=1; fi
        continue
    fi
    .venv/bin/python -m pytest tests/fault -q --database "$database" "$@" || failed=1
done
exit $failed
