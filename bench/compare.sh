#!/usr/bin/env bash
# Times Ploutos beside PyTorch, pandas and Optuna in one run, on the same rows, and prints a table of ratios.
#
#   bench/compare.sh [--json] [--quick] [--tuner] [--cpu-time] [--part NAME]
#
#   --json      one JSON object instead of the table
#   --quick     fewer repeats and epochs
#   --tuner     the tuner part: the sampler beside Optuna's, and the same ten-trial searches beside
#               the peer's (minutes)
#   --cpu-time  processor time instead of wall time for single-threaded rows: for a shared machine
#   --part      one part alone: experts, features, alpha158, two_cores, predict, backtest, command, sampler,
#               search
#
# PLOUTOS_PEER names the peer (default: ../shared/peer/v71_torch.py beside the checkout), PLOUTOS_LEAN_PEER
# the harder one (default: v71_torch_lean.py beside the peer),
# PLOUTOS_PYTHON the Python (default: /usr/bin/python3), PLOUTOS_PEER_KERNELS the kernels of the peers' OpenBLAS where it
# does not know the processor and takes Prescott (Cooperlake, on one with AVX-512). The script installs nothing; it names what is
# missing, with exit code 2.
set -euo pipefail
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
python=${PLOUTOS_PYTHON:-/usr/bin/python3}
peer=${PLOUTOS_PEER:-$bench/../../shared/peer/v71_torch.py}
lean=${PLOUTOS_LEAN_PEER:-$(dirname "$peer")/v71_torch_lean.py}
# OpenBLAS chooses its kernels for this processor by itself: another core's make the peers slower.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
# But a version that does not know the processor falls back to the oldest kernels, and makes the peers several times slower.
[[ -z ${PLOUTOS_PEER_KERNELS:-} ]] || export OPENBLAS_CORETYPE=$PLOUTOS_PEER_KERNELS
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

fail() {
  printf 'compare.sh: %s\n' "$@" >&2
  exit 2
}

for option in "$@"; do
  case $option in
    --json | --quick | --tuner | --cpu-time | --part) ;;
    experts | features | alpha158 | two_cores | predict | backtest | command | sampler | search) ;;
    -h | --help) sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) fail "unknown option '$option'; known are --json, --quick, --tuner, --cpu-time and --part NAME." ;;
  esac
done

command -v dotnet >/dev/null || fail "the .NET 10 SDK is needed, but there is no 'dotnet' on the PATH. See https://dotnet.microsoft.com/download"
[[ -x $python ]] || fail "Python is needed, but there is no $python. Debian: apt-get install python3, or set PLOUTOS_PYTHON."
[[ -f $peer ]] || fail "the peer is needed, but there is no $peer. Set PLOUTOS_PEER to v71_torch.py."
[[ -f $lean ]] || fail "the harder peer is needed, but there is no $lean. Set PLOUTOS_LEAN_PEER to v71_torch_lean.py."
for module in numpy pandas torch optuna; do
  "$python" -c "import importlib.util, sys; sys.exit(importlib.util.find_spec('$module') is None)" ||
    fail "$python has no module '$module'." "Debian: apt-get install python3-torch python3-optuna python3-pandas libopenblas0-pthread" \
      "Elsewhere: set PLOUTOS_PYTHON to a Python that has them."
done

for project in "$bench"/*/*.csproj; do
  dotnet build "$project" -c Release -v quiet --nologo -clp:NoSummary -tl:off -nodeReuse:false >&2
done
exec "$python" "$bench/compare.py" --peer "$peer" --lean "$lean" "$@"
