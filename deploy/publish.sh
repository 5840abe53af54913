#!/usr/bin/env bash
# Publishes the command into a self-contained folder: .NET is in it, compiled ahead of time, and the
# machine needs nothing. The packages must be exactly those of the lock file, else it fails. Needs the
# .NET 10 SDK here.
#   deploy/publish.sh DIR [linux-x64|linux-arm64|linux-musl-x64|osx-arm64|osx-x64|win-x64 [VERSION]]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
known='linux-x64, linux-arm64, linux-musl-x64, osx-arm64, osx-x64 or win-x64'
[[ $# -ge 1 && $# -le 3 ]] ||
  { echo "publish.sh: usage: publish.sh DIR [RUNTIME [VERSION]]; RUNTIME is $known" >&2; exit 2; }
case "${2:-$(uname -m)}" in
  x86_64) rid=linux-x64 ;;
  aarch64) rid=linux-arm64 ;;
  linux-x64 | linux-arm64 | linux-musl-x64 | osx-arm64 | osx-x64 | win-x64) rid=$2 ;;
  *) echo "publish.sh: $known is needed, but got '${2:-$(uname -m)}'" >&2; exit 2 ;;
esac
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet publish "$here/../src/Ploutos.Tool/Ploutos.Tool.csproj" -c Release -o "$1" \
  --artifacts-path "$here/../artifacts/publish-$rid" -p:TargetRuntime="$rid" \
  -p:IncludeRuntime=true -p:RestoreLockedMode=true \
  ${3:+-p:Version="$3"} -v quiet --nologo -nodeReuse:false
