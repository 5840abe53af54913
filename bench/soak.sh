#!/usr/bin/env bash
# The web host under a steady load: 10 minutes, 500 requests a second, 50 event streams, 500 tickers.
# Prints errors, answer times and memory a minute, and the peak. The exit code is 1 where a goal is
# missed: no error, memory flat after the first minute and below 220 MB at its highest from then on. The
# server runs with the memory settings of deploy/systemd/ploutos.service, as the image does.
#
#   bench/soak.sh [--minutes 10] [--rate 500] [--streams 50] [--tickers 500] [--most-mb 220] [--keep FOLDER]
#
# Needs Linux and dist/ploutos (./deploy.sh makes it; PLOUTOS_COMMAND names another). --keep makes the
# workspace once, in FOLDER, and uses it again.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
command=${PLOUTOS_COMMAND:-$here/dist/ploutos}
[[ -x $command ]] || { echo "soak.sh: '$command' is needed; ./deploy.sh makes it" >&2; exit 2; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build "$here/bench/Ploutos.Soak" -c Release -v quiet --nologo -clp:NoSummary >&2
while IFS= read -r setting; do export "$setting"; done < <(
  sed -n 's/^Environment=\(\(DOTNET_\|MALLOC_\).*\)/\1/p' "$here/deploy/systemd/ploutos.service")
exec dotnet "$here/bench/Ploutos.Soak/bin/Release/net10.0/Ploutos.Soak.dll" "$command" "$@"
