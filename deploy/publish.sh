#!/usr/bin/env bash
# Publishes the command into a self-contained folder for a Linux server: .NET is in it, compiled ahead
# of time, and the server needs nothing. The packages must be exactly those of the lock file, else it
# fails. Needs the .NET 10 SDK here.
#   deploy/publish.sh DIR [linux-x64|linux-arm64]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[[ $# -ge 1 && $# -le 2 ]] || { echo "publish.sh: usage: publish.sh DIR [linux-x64|linux-arm64]" >&2; exit 2; }
case "${2:-$(uname -m)}" in
  x86_64 | linux-x64) rid=linux-x64 ;;
  aarch64 | linux-arm64) rid=linux-arm64 ;;
  *) echo "publish.sh: linux-x64 or linux-arm64 is needed, but got '${2:-$(uname -m)}'" >&2; exit 2 ;;
esac
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet publish "$here/../src/Ploutos.Tool/Ploutos.Tool.csproj" -c Release -o "$1" \
  --artifacts-path "$here/../artifacts/publish-$rid" -p:TargetRuntime="$rid" -p:IncludeRuntime=true -p:RestoreLockedMode=true \
  -v quiet --nologo -nodeReuse:false
