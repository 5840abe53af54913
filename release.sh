#!/usr/bin/env bash
# Makes everything of a release: the self-contained command for six machines, the NuGet packages of the
# libraries and of the tool, a Debian package, bills of materials, and the SHA-256 sums of all of it.
# Needs the .NET 10 SDK, GNU tar and, for the Debian package, dpkg-deb.
#
#   ./release.sh [--plan] [VERSION] [DIR]   into the new or empty folder DIR (default: release/VERSION)
#   --plan   says what would be made, and makes nothing
#
# Without VERSION it is the last tag's, as MinVer counts it. A machine whose .NET can't be fetched is named
# at the end, and the exit code is 1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

plan=()
[[ ${1:-} != --plan ]] || { plan=(--plan); shift; }
case "${1:-}" in
  -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
  -*) echo "release.sh: '$1' is not known. See release.sh --help" >&2; exit 2 ;;
esac
[[ ${2:-} != -* ]] || { echo "release.sh: DIR must not begin with '-', but got '$2'. Options come first." >&2; exit 2; }
[[ $# -le 2 ]] || { echo "release.sh: at most VERSION and DIR can be given, but got $*" >&2; exit 2; }
if [[ -n ${1:-} ]]; then
  version=$1
else
  dotnet tool restore >/dev/null
  version=$(dotnet minver --tag-prefix v --verbosity error)
fi
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] ||
  {
    echo "release.sh: VERSION must be a semantic version, such as 1.2.3 or 1.2.3-rc.1, but got '$version'" >&2
    exit 2
  }
exec deploy/release.sh "${plan[@]}" --version "$version" --packages "${2:-release/$version}" \
  linux-x64 linux-arm64 linux-musl-x64 osx-arm64 osx-x64 win-x64
