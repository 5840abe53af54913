#!/usr/bin/env bash
# Tables of how trainings use the machine's cores: 32 side by side, one of momentum at windows 1 and 16,
# the three experts together, each on 1, 2, 4, ... cores; and where a training's time goes.
#
#   bench/scale.sh [--cores N] [--only side,momentum,window,experts] [--epochs 5]
#   bench/scale.sh --tickers N [--bars 5000] [--train 2]     what N tickers cost: import, training, predictions,
#                                                            the daily run, the watchlist (needs dist/ploutos, Python)
#
#   --cores   up to this many cores (default: all)
#   --only    some tables alone
#   --epochs  of the tables momentum and experts
#
# The rows are those of ../shared/market-data/djia-2006-2017, or of the CSV files in the folder that
# PLOUTOS_BARS names; without either, of simulated bars.
set -euo pipefail
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
case ${1:-} in -h | --help) sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"; exit 0 ;; esac
[[ " $* " != *" --tickers "* ]] || exec python3 "$bench/tickers.py" "$@"
command -v dotnet >/dev/null || { echo "scale.sh: the .NET 10 SDK is needed, but there is no 'dotnet' on the PATH." >&2; exit 2; }
bars=${PLOUTOS_BARS:-$bench/../../shared/market-data/djia-2006-2017}
[[ -d $bars ]] || { echo "scale.sh: no folder $bars; simulated bars take its place." >&2; bars=; }
dotnet build "$bench/Ploutos.Benchmarks" -c Release -v quiet --nologo -clp:NoSummary -tl:off -nodeReuse:false >&2
exec dotnet "$bench/Ploutos.Benchmarks/bin/Release/net10.0/Ploutos.Benchmarks.dll" scale ${bars:+"$bars"} "$@"
