#!/usr/bin/env bash
# Compiles `ploutos predict` to a native program, DIR/ploutos-predict: it takes the same arguments, gives the same
# predictions, and starts several times faster. For Linux on x64 or arm64 with glibc, and for processors that have all
# that the one it is compiled on has: on another one .NET ends it at its start with a message. The packages must be
# exactly those of the lock file, else it fails; the native compiler is one of them, of the version that belongs to the
# SDK. PLOUTOS_LOCKED=false takes that of another SDK. Needs the .NET 10 SDK, and gcc or clang for linking.
#   deploy/publish-predict.sh DIR
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fail() { echo "publish-predict.sh: $1" >&2; exit "${2:-1}"; }
case ${1:-} in -h | --help) sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"; exit 0 ;; esac
[[ $# -eq 1 ]] || fail "usage: publish-predict.sh DIR" 2
[[ $(uname -s) == Linux ]] || fail "Linux is needed, but this is $(uname -s). 'ploutos predict' does the same."
case $(uname -m) in
  x86_64) rid=linux-x64 ;;
  aarch64) rid=linux-arm64 ;;
  *) fail "an x64 or arm64 processor is needed, but this is $(uname -m). 'ploutos predict' does the same." ;;
esac
command -v dotnet >/dev/null ||
  fail "the .NET 10 SDK is needed, but there is no 'dotnet' on the PATH. See https://dotnet.microsoft.com/download"
linker=$(command -v clang gcc | head -n 1 || true)
[[ -n $linker ]] || fail "gcc or clang is needed for linking. Debian and Ubuntu: apt-get install gcc libc6-dev"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Where publish.sh builds, too: the same assemblies, so that a record names the same code.
locked=(-p:RestoreLockedMode=true)
[[ ${PLOUTOS_LOCKED:-true} != false ]] || locked=()
dotnet publish "$here/../src/Ploutos.Predict/Ploutos.Predict.csproj" -c Release -o "$1" \
  --artifacts-path "$here/../artifacts/publish-$rid" -p:TargetRuntime="$rid" -p:Native=true \
  -p:Linker="$(basename "$linker")" ${locked[@]+"${locked[@]}"} -p:RunAnalyzers=false -v quiet --nologo -nodeReuse:false
