#!/usr/bin/env bash
# Makes a release: an archive for each machine with the self-contained command, its licences, deploy/
# and docs/; a bill of materials (CycloneDX) for each; and the SHA-256 sums of all files. Needs the .NET
# 10 SDK and GNU tar.
#
#   deploy/release.sh DIR [RUNTIME...]       into the new or empty folder DIR (default: linux-x64 linux-arm64)
#   --version V   names the release, instead of the version in Directory.Build.props
#   --packages    also makes the NuGet packages and, where dpkg-deb is there, the Debian packages
#   --image NAME  also builds the container image, from base images named by digest
#   --plan        says what would be made, and makes nothing
#
# A known vulnerability of a package stops it, where the package registry has data on them.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
fail() { echo "release.sh: $*" >&2; exit 1; }

image='' version='' packages=no plan=no
while [[ ${1:-} == --* ]]; do
  case "$1" in
    --image | --version)
      [[ $# -ge 2 ]] || fail "$1 must be followed by its value"
      if [[ $1 == --image ]]; then image=$2; else version=$2; fi
      shift ;;
    --packages) packages=yes ;;
    --plan) plan=yes ;;
    *) break ;;
  esac
  shift
done
[[ $# -ge 1 && $1 != -* ]] ||
  {
    echo "release.sh: usage: release.sh [--plan] [--version V] [--packages] [--image NAME] DIR [RUNTIME]..." >&2
    exit 2
  }
[[ $1 == /* ]] && out=$1 || out=$PWD/$1 # before the change of folder below
shift
[[ ! -e $out || -z $(ls -A "$out") ]] || fail "'$out' must be a new or empty folder, but it has files"
[[ $# -gt 0 ]] || set -- linux-x64 linux-arm64
cd "$here"
if [[ $plan == yes ]]; then
  [[ -n $version ]] || version=$(sed -n 's|.*<VersionPrefix>\(.*\)</VersionPrefix>.*|\1|p' Directory.Build.props)
  echo "into $out, version $version"
  for runtime in "$@"; do
    echo "ploutos-$version-$runtime.tar.gz and ploutos-$version-$runtime.cdx.json"
  done
  if [[ $packages == yes ]]; then
    for project in src/*/; do
      id=$(sed -n 's|.*<PackageId>\(.*\)</PackageId>.*|\1|p' "$project"*.csproj)
      echo "packages/${id:-$(basename "$project")}.$version.nupkg"
    done
    for pair in linux-x64:amd64 linux-arm64:arm64; do
      [[ " $* " == *" ${pair%:*} "* ]] || continue
      lack=$(command -v dpkg-deb >/dev/null || echo ', not made: dpkg-deb is not there')
      echo "ploutos_${version}_${pair#*:}.deb$lack"
    done
  fi
  [[ -z $image ]] || echo "the image $image"
  echo SHA256SUMS
  exit 0
fi
[[ -z $(git status --porcelain) ]] || fail "the checkout must have no uncommitted change; see git status"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 CI=true

[[ -n $version ]] || version=$(dotnet msbuild src/Ploutos.Tool/Ploutos.Tool.csproj -getProperty:VersionPrefix)
when=$(git log -1 --format=%ct)
mkdir -p "$out"
staged=$(mktemp -d)
trap 'rm -rf "$staged"' EXIT
dotnet tool restore >/dev/null
dotnet build eng/Ploutos.Release -c Release -v quiet --nologo -clp:NoSummary -nodeReuse:false

missing=''
for runtime in "$@"; do
  name=ploutos-$version-$runtime
  echo "release.sh: $name"
  if ! deploy/publish.sh "$staged/$name/ploutos" "$runtime" "$version"; then
    missing="$missing $runtime"
    continue
  fi
  dotnet CycloneDX src/Ploutos.Tool/Ploutos.Tool.csproj --disable-package-restore --exclude-dev \
    --base-intermediate-output-path "artifacts/publish-$runtime" --runtime "$runtime" \
    --set-name ploutos --set-version "$version" --output "$out" --filename "$name.cdx.json" \
    --output-format Json >/dev/null
  dotnet eng/Ploutos.Release/bin/Release/net10.0/Ploutos.Release.dll complete-sbom . \
    "$out/$name.cdx.json" "$staged/$name/ploutos"
  cp -r deploy docs README.md SECURITY.md LICENSE THIRD-PARTY-NOTICES.txt "$staged/$name"
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$when" -C "$staged" -c "$name" |
    gzip -n >"$out/$name.tar.gz"
done

if [[ $packages == yes ]]; then
  echo "release.sh: packages"
  dotnet restore src/Ploutos.Tool/Ploutos.Tool.csproj -v quiet -nodeReuse:false
  dotnet msbuild eng/packages.proj -p:Out="$out/packages" -p:Version="$version" -v:quiet -nologo -nodeReuse:false
  for pair in linux-x64:amd64 linux-arm64:arm64; do
    published=$staged/ploutos-$version-${pair%:*}/ploutos
    if command -v dpkg-deb >/dev/null && [[ -d $published ]]; then
      dotnet src/Ploutos.Tool/bin/Release/net10.0/ploutos.dll man >"$staged/ploutos.1"
      deploy/deb.sh "$published" "$version" "${pair#*:}" "$staged/ploutos.1" "$out/ploutos_${version}_${pair#*:}.deb"
    fi
  done
fi

# The tag is looked up once; the image is built from what it names now, whatever it will name later.
by_digest() {
  local digest
  digest=$(docker buildx imagetools inspect "$1" --format '{{.Manifest.Digest}}') ||
    fail "the digest of $1 can't be had"
  echo "${1%:*}@$digest"
}

if [[ -n $image ]]; then
  sdk=$(by_digest "$(sed -n 's/^ARG SDK_IMAGE=//p' deploy/Dockerfile)")
  runtime=$(by_digest "$(sed -n 's/^ARG RUNTIME_IMAGE=//p' deploy/Dockerfile)")
  printf '%s\n' "$sdk" "$runtime" >"$out/base-images.txt"
  docker build -f deploy/Dockerfile --build-arg SDK_IMAGE="$sdk" --build-arg RUNTIME_IMAGE="$runtime" -t "$image" .
fi

(
  cd "$out"
  find . -type f ! -name 'SHA256SUMS*' -printf '%P\n' | LC_ALL=C sort | xargs sha256sum >SHA256SUMS.new
  mv SHA256SUMS.new SHA256SUMS
)
cat "$out/SHA256SUMS"
[[ -z $missing ]] || fail "could not be built:$missing (see above)"
