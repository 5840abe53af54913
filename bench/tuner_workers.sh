#!/usr/bin/env bash
# Trials a second with 1, 2 and 4 worker processes on one study, on SQLite and on PostgreSQL (a
# private server in a temporary folder, from Debian's packages; skipped where they are not installed).
# Prints one JSON object for each.
set -euo pipefail
cd "$(dirname "$0")/.."
trials=${1:-200}
dotnet build bench/Ploutos.TunerBench -c Release -v quiet --nologo >&2
bench=(dotnet bench/Ploutos.TunerBench/bin/Release/net10.0/Ploutos.TunerBench.dll workers)
folder=$(mktemp -d)
as_server() { if [ "$(id -u)" = 0 ]; then (cd / && setpriv --reuid=postgres --regid=postgres --clear-groups "$@"); else "$@"; fi; }
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
clean() { [ -d "$folder/pg" ] && as_server "$bin/pg_ctl" -D "$folder/pg" -m immediate stop >/dev/null || true; rm -rf "$folder"; }
trap clean EXIT

"${bench[@]}" "sqlite:///$folder/studies.db" "$trials"
if [ -z "$bin" ]; then
  echo "PostgreSQL is not installed (Debian: apt-get install postgresql); its part is skipped." >&2
  exit 0
fi
if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
as_server "$bin/initdb" -D "$folder/pg" -U ploutos --auth=trust >/dev/null
as_server "$bin/pg_ctl" -D "$folder/pg" -w -l "$folder/log" -o "-k $folder -c listen_addresses=''" start >/dev/null
"$bin/createdb" -h "$folder" -U ploutos studies
"${bench[@]}" "postgresql://ploutos@localhost/studies?host=$folder" "$trials"
