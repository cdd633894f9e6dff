#!/bin/sh
# Pins every dependency with its hashes, for Python 3.11 and newer on every machine:
# requirements.txt (to run), requirements-dev.txt (to test) and requirements-audit.txt (the second counters, to
# stand beside requirements.txt). Pins stay unless --upgrade is given.
set -eu
cd "$(dirname "$0")/.."
if ! command -v uv >/dev/null 2>&1; then
    echo "uv가 필요합니다. · Only this target needs uv: python3 -m pip install uv" >&2
    exit 1
fi
pin() {
    UV_PYTHON_DOWNLOADS=never uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" "$@"
}
pin pyproject.toml --output-file requirements.txt "$@"
pin --group dev pyproject.toml --constraint requirements.txt --output-file requirements-dev.txt "$@"
pin --group audit --constraint requirements.txt --output-file requirements-audit.txt "$@"
