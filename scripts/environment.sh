#!/bin/sh
# Brings .venv and the compiled translations up to date; does nothing, in milliseconds, when they are.
#   scripts/environment.sh run    what the program needs
#   scripts/environment.sh dev    and what its tests and checks need
#   scripts/environment.sh audit  what the program needs and the second counters, apart, in .venv-audit
set -eu
cd "$(dirname "$0")/.."

kind=${1:-run}
venv=.venv
case $kind in
    run) lock=requirements.txt ;;
    dev) lock=requirements-dev.txt ;;
    audit) venv=.venv-audit lock="requirements.txt requirements-audit.txt" ;;
    *) echo "usage: $0 run|dev|audit" >&2; exit 2 ;;
esac

say() { printf '%s\n' "$*" >&2; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    tried=${PYTHON:-python3 python3.13 python3.12 python3.11 python}
    for name in $tried; do
        if new_enough "$name"; then echo "$name"; return; fi
    done
    say "파이썬 3.11 이상이 필요합니다. · Golmok needs Python 3.11 or newer; tried: $tried"
    say "설치한 뒤 다시 하거나 자리를 알려 주세요. · Install it and try again, or name it: make PYTHON=/path/to/python3.12 ..."
    exit 1
}

make_venv() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        say "이 파이썬에는 venv가 없습니다. · This Python cannot make virtual environments. On Debian or Ubuntu: sudo apt-get install python3-venv"
        exit 1
    fi
    say "가상 환경을 만듭니다. · Making $venv with $("$python" --version)"
    rm -rf "$venv"
    "$python" -m venv "$venv"
}

installed() { for file in $lock; do cmp -s "$file" "$venv/installed-$file" || return 1; done; }

install() {
    say "$lock: 처음이거나 바뀌어서 설치합니다(1분쯤). · Installing what the lock file names (about a minute)"
    rm -f "$venv"/installed-*
    # PYTHONUTF8: Hangul in a path or a C locale must not stop pip. --no-deps: the lock is whole, and where a package
    # asks for another's extra, pip's own resolver would look for newer ones that the lock does not name.
    # shellcheck disable=SC2046 # the names of lock files hold no spaces
    PYTHONUTF8=1 "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --require-hashes \
        $(printf -- '-r %s ' $lock)
    "$venv/bin/python" -m pip --disable-pip-version-check check >/dev/null
    for file in $lock; do cp "$file" "$venv/installed-$file"; done
    # the developers' lock holds everything of the other
    if [ "$kind" = dev ]; then cp requirements.txt "$venv/installed-requirements.txt"; fi
}

compile_translations() {
    [ -d app/translations ] || return 0
    stamp=app/translations/.compiled
    if [ -f "$stamp" ] && [ -z "$(find app/translations -name '*.po' -newer "$stamp" | head -n 1)" ]; then return 0; fi
    "$venv/bin/python" scripts/catalogues.py compile && touch "$stamp"
}

# a half-made environment, or one whose Python has gone, is made anew
{ new_enough "$venv/bin/python" && [ -x "$venv/bin/pip" ]; } || make_venv
installed || install
compile_translations
