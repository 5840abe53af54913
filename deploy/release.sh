#!/usr/bin/env bash
# Makes a release: an archive for each machine with the self-contained command, its licences, deploy/
# and docs/; a bill of materials (CycloneDX) for each; and the SHA-256 sums of all files. Needs the .NET
# 10 SDK and GNU tar.
#
#   deploy/release.sh DIR [RUNTIME...]       into the new or empty folder DIR (default: linux-x64 linux-arm64)
#   deploy/release.sh --image NAME DIR ...   also builds the container image, from base images named by digest
#
# A known vulnerability of a package stops it, where the package registry has data on them.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
fail() { echo "release.sh: $*" >&2; exit 1; }

image=''
if [[ ${1:-} == --image ]]; then
  [[ $# -ge 2 ]] || fail "--image must be followed by a name"
  image=$2
  shift 2
fi
[[ $# -ge 1 && $1 != -* ]] || { echo "release.sh: usage: release.sh [--image NAME] DIR [linux-x64|linux-arm64]..." >&2; exit 2; }
[[ $1 == /* ]] && out=$1 || out=$PWD/$1 # before the change of folder below
shift
[[ ! -e $out || -z $(ls -A "$out") ]] || fail "'$out' must be a new or empty folder, but it has files"
[[ $# -gt 0 ]] || set -- linux-x64 linux-arm64
cd "$here"
[[ -z $(git status --porcelain) ]] || fail "the checkout must have no uncommitted change; see git status"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 CI=true

version=$(dotnet msbuild src/Ploutos.Tool/Ploutos.Tool.csproj -getProperty:VersionPrefix)
when=$(git log -1 --format=%ct)
mkdir -p "$out"
staged=$(mktemp -d)
trap 'rm -rf "$staged"' EXIT
dotnet tool restore >/dev/null
dotnet build eng/Ploutos.Release -c Release -v quiet --nologo -clp:NoSummary -nodeReuse:false

for runtime in "$@"; do
  name=ploutos-$version-$runtime
  echo "release.sh: $name"
  deploy/publish.sh "$staged/$name/ploutos" "$runtime"
  dotnet CycloneDX src/Ploutos.Tool/Ploutos.Tool.csproj --disable-package-restore --exclude-dev \
    --base-intermediate-output-path "artifacts/publish-$runtime" --runtime "$runtime" \
    --set-name ploutos --set-version "$version" --output "$out" --filename "$name.cdx.json" --output-format Json >/dev/null
  dotnet eng/Ploutos.Release/bin/Release/net10.0/Ploutos.Release.dll complete-sbom . "$out/$name.cdx.json" "$staged/$name/ploutos"
  cp -r deploy docs README.md SECURITY.md LICENSE THIRD-PARTY-NOTICES.txt "$staged/$name"
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$when" -C "$staged" -c "$name" |
    gzip -n >"$out/$name.tar.gz"
done

# The tag is looked up once; the image is built from what it names now, whatever it will name later.
by_digest() {
  local digest
  digest=$(docker buildx imagetools inspect "$1" --format '{{.Manifest.Digest}}') || fail "the digest of $1 can't be had"
  echo "${1%:*}@$digest"
}

if [[ -n $image ]]; then
  sdk=$(by_digest "$(sed -n 's/^ARG SDK_IMAGE=//p' deploy/Dockerfile)")
  runtime=$(by_digest "$(sed -n 's/^ARG RUNTIME_IMAGE=//p' deploy/Dockerfile)")
  printf '%s\n' "$sdk" "$runtime" >"$out/base-images.txt"
  docker build -f deploy/Dockerfile --build-arg SDK_IMAGE="$sdk" --build-arg RUNTIME_IMAGE="$runtime" -t "$image" .
fi

(cd "$out" && find . -type f ! -name 'SHA256SUMS*' -printf '%P\n' | LC_ALL=C sort | xargs sha256sum >SHA256SUMS.new && mv SHA256SUMS.new SHA256SUMS)
cat "$out/SHA256SUMS"
