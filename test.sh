#!/usr/bin/env bash
# Builds everything, checks the layout of the code and runs every test. The last line is
# "N passed, N failed, N skipped" over all test projects. The exit code is not 0 when a test fails,
# when the build or the layout fails, or when no test ran.
#
# Some tests need PostgreSQL, Debian's Optuna and pandas, groff, nginx, Caddy, strace, Chromium,
# libgomp or gcc. As root on Debian this script installs them. Elsewhere it says how, and those tests are
# skipped. With CI=true the packages must be exactly those of the lock files.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

missing_packages() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || echo postgresql
  [[ -d /usr/lib/python3/dist-packages/optuna ]] || echo python3-optuna
  [[ -d /usr/lib/python3/dist-packages/psycopg2 ]] || echo python3-psycopg2
  [[ -d /usr/lib/python3/dist-packages/pandas ]] || echo python3-pandas
  [[ -x /usr/bin/groff ]] || echo groff-base
  [[ -x /usr/sbin/nginx ]] || echo nginx
  [[ -x /usr/bin/caddy ]] || echo caddy
  [[ -x /usr/bin/strace ]] || echo strace
  [[ -n ${PLOUTOS_CHROMIUM:-} || -x /usr/bin/chromium ]] || echo chromium
  ldconfig -p | grep -q libgomp.so.1 || echo libgomp1
  command -v gcc clang >/dev/null || printf '%s\n' gcc libc6-dev
}

install_missing_packages() {
  local packages
  mapfile -t packages < <(missing_packages)
  [[ ${#packages[@]} -gt 0 ]] || return 0
  if [[ $EUID -eq 0 ]] && command -v apt-get >/dev/null; then
    echo "test.sh: installing ${packages[*]}"
    export DEBIAN_FRONTEND=noninteractive
    if { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${packages[@]}"; } \
      >"$log" 2>&1; then
      return 0
    fi
    tail -n 3 "$log"
  fi
  echo "test.sh: without ${packages[*]} some tests are skipped; on Debian: apt-get install ${packages[*]}"
}

# One figure of the summary of dotnet test, over all projects.
figure() {
  sed -n "s/^  $1: \([0-9][0-9]*\)\$/\1/p" "$log" | tail -n 1
}

# The failed tests once more, with what each said, because the summary may stand far below them.
repeat_failures() {
  awk '/^failed /{left = 40} /^(passed|skipped) |^Test run summary/{left = 0} left-- > 0' "$log" | tail -n 200
}

finish() {
  echo "${1:-0} passed, ${2:-0} failed, ${3:-0} skipped"
  exit "$4"
}

if ! command -v dotnet >/dev/null; then
  echo "test.sh: the .NET 10 SDK is needed, but there is no 'dotnet' on the PATH." \
    "See https://dotnet.microsoft.com/download"
  finish 0 0 0 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
install_missing_packages

if ! dotnet build Ploutos.slnx -c Release -v quiet --nologo -clp:NoSummary -nodeReuse:false; then
  echo "test.sh: the build failed, so no test ran"
  finish 0 0 0 1
fi

if ! dotnet format whitespace Ploutos.slnx --verify-no-changes --no-restore; then
  echo "test.sh: the layout differs from .editorconfig; mend it with: dotnet format whitespace Ploutos.slnx"
  finish 0 0 0 1
fi

# dotnet test also counts a project in which no test ran as failed.
status=0
dotnet test --solution Ploutos.slnx -c Release --no-build --no-progress </dev/null 2>&1 |
  tee "$log" | sed -u '/^Running tests from /d; s/ (net[0-9.]*|[a-z0-9]*)//' || status=$?

passed=$(figure succeeded) failed=$(figure failed) skipped=$(figure skipped)
if [[ $((${passed:-0} + ${failed:-0})) -eq 0 ]]; then
  echo "test.sh: no test ran"
  status=1
elif [[ $status -ne 0 && ${failed:-0} -eq 0 ]]; then
  echo "test.sh: no test failed, but a test project ended with an error; see above"
elif [[ ${failed:-0} -gt 0 ]]; then
  repeat_failures
  status=1
fi
finish "$passed" "$failed" "$skipped" "$status"
