#!/usr/bin/env bash
# Is the serving forecaster never worse than simple? Trains the experts on universes drawn from real bars
# (seeded: 5 to 31 tickers, 4 to 8 years, the last year tests) and holds who serves against every
# baseline. Prints a JSON line a universe and expert, then one an expert with the means.
#
#   bench/quality.sh [UNIVERSES] [FIRST]     50 universes from the first; BARS names another folder of CSV
#   bench/quality.sh UNIVERSES FIRST --shard I/N --shared DIR   a share of them, on any machine (auto/N as in evaluate)
#   bench/quality.sh UNIVERSES FIRST --merge DIR                all of them from there: the table of one process
#   bench/quality.sh search [UNIVERSES] [FIRST]   ten: does a search of 20 trials pay against the defaults?
#   bench/quality.sh batch [SEEDS] [BARS]         do batches 2 and 4 times as large cost quality? 99 simulated tickers
#   bench/quality.sh trees                        how long LightGBM and the networks learn from the same rows
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bars=${BARS:-../shared/market-data/djia-2006-2017}
dotnet build bench/Ploutos.Benchmarks -c Release -v quiet --nologo -clp:NoSummary
if [[ ${1:-} == search ]]; then
  exec bench/Ploutos.Benchmarks/bin/Release/net10.0/Ploutos.Benchmarks peer search "$bars" \
    --universes "${2:-10}" --first "${3:-1}"
fi
if [[ ${1:-} == batch ]]; then
  exec bench/Ploutos.Benchmarks/bin/Release/net10.0/Ploutos.Benchmarks peer batch --simulated yes \
    --seeds "${2:-3}" --bars "${3:-4200}"
fi
if [[ ${1:-} == trees ]]; then
  exec bench/Ploutos.Benchmarks/bin/Release/net10.0/Ploutos.Benchmarks peer trees "$bars" --clock cpu
fi
exec bench/Ploutos.Benchmarks/bin/Release/net10.0/Ploutos.Benchmarks peer quality "$bars" \
  --universes "${1:-50}" --first "${2:-1}" "${@:3}"
