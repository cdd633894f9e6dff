#!/bin/sh
# Sees to what the tests need outside Python: Chromium, a Korean font, PostgreSQL's programs, poppler.
# Installs them where it may (Debian or Ubuntu, as root or with sudo without a password); else says how.
set -eu

have() { command -v "$1" >/dev/null 2>&1; }
have_browser() { have chromium || have chromium-browser || have google-chrome; }
have_font() { have fc-list && [ -n "$(fc-list :lang=ko family 2>/dev/null | head -n 1)" ]; }
have_postgres() { have initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }

missing() {
    have_browser || echo chromium
    have_font || echo fonts-noto-cjk fontconfig
    have_postgres || postgres_package
    have pdftotext || echo poppler-utils
}
postgres_package() {
    if have apt-cache && apt-cache show postgresql-15 >/dev/null 2>&1; then echo postgresql-15; else echo postgresql; fi
}

[ -n "$(missing)" ] || exit 0

as_root=''
if [ "$(id -u)" != 0 ]; then as_root='sudo -n'; fi
if have apt-get && { [ -z "$as_root" ] || { have sudo && sudo -n true 2>/dev/null; }; }; then
    $as_root apt-get update -qq || true
    # shellcheck disable=SC2046  # one word a package
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(missing) >/dev/null || true
fi

left=$(missing | tr '\n' ' ')
[ -n "$left" ] || exit 0
echo "시험에 필요한 것이 없습니다. · The tests also need: $left- on Debian or Ubuntu: sudo apt-get install $left" >&2
# A developer may go on without; where nobody looks, a test left out must not pass for a test passed.
if [ -n "${CI:-}" ]; then exit 1; fi
