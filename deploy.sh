#!/usr/bin/env bash
# From a fresh clone to a signal: builds the ploutos command into dist/ unless it is up to date, then
# runs `ploutos deploy` with the arguments given here. Needs the .NET 10 SDK and nothing else. It
# writes into the current folder (or --workspace, or PLOUTOS_HOME).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if ! command -v dotnet >/dev/null; then
  echo "deploy.sh: the .NET 10 SDK is needed, but there is no 'dotnet' on the PATH." \
    "See https://dotnet.microsoft.com/download" >&2
  exit 1
fi

runtime_identifier() {
  local os cpu
  case "$(uname -s)" in
    Linux) os=linux ;;
    Darwin) os=osx ;;
    *)
      echo "deploy.sh: Linux or macOS is needed, but this is $(uname -s)." \
        "Elsewhere: dotnet run --project src/Ploutos.Tool -c Release -- deploy" >&2
      return 1
      ;;
  esac
  case "$(uname -m)" in
    x86_64 | amd64) cpu=x64 ;;
    aarch64 | arm64) cpu=arm64 ;;
    *) echo "deploy.sh: an x64 or arm64 processor is needed, but this is $(uname -m)." >&2; return 1 ;;
  esac
  echo "$os-$cpu"
}

# The stamp is written last, so an interrupted build never counts as up to date.
stamp="$here/dist/.built"
is_up_to_date() {
  [[ -x "$here/dist/ploutos" && -f "$stamp" ]] || return 1
  [[ -z $(find "$here/src" "$here"/Directory.* "$here/global.json" \
    "$here/LICENSE" "$here/THIRD-PARTY-NOTICES.txt" \
    \( -name bin -o -name obj \) -prune -o -type f -newer "$stamp" -print -quit) ]]
}

# This build has intermediate files of its own: a developer's build targets no particular machine. The
# packages must be exactly those of the machine's lock file (src/Ploutos.Tool/locks). On Linux the command
# brings its own .NET, since it starts sooner so (docs/decisions/0034-compiled-as-one.md).
restore() {
  dotnet restore "$here/src/Ploutos.Tool/Ploutos.Tool.csproj" --artifacts-path "$here/artifacts/deploy" \
    -p:TargetRuntime="$rid" -p:IncludeRuntime="$own_runtime" -p:RestoreLockedMode=true -v quiet -nodeReuse:false "$@"
}

publish() {
  dotnet publish "$here/src/Ploutos.Tool/Ploutos.Tool.csproj" -c Release -o "$here/dist" --no-restore \
    --artifacts-path "$here/artifacts/deploy" -p:TargetRuntime="$rid" -p:IncludeRuntime="$own_runtime" \
    -v quiet --nologo -nodeReuse:false "$@"
}

if is_up_to_date; then
  echo "deploy.sh: dist/ploutos is up to date" >&2
else
  rid=$(runtime_identifier)
  own_runtime=$([[ $rid == linux-* ]] && echo true || echo false)
  echo "deploy.sh: building the command for $rid into dist/ (a few minutes)" >&2
  rm -f "$stamp"
  mkdir -p "$here/dist"
  touch "$stamp.new" # before the build, so a file that changes during the build is newer
  # The ahead-of-time compiler and .NET itself are packages like the others, and the only ones that can be done without.
  without='building without it. The command starts more slowly.'
  if ! restore >&2; then
    own_runtime=false
    restore -p:PublishReadyToRun=false >&2 || {
      echo "deploy.sh: the packages could not be fetched (see above). They must be those of" \
        "src/Ploutos.Tool/locks/$rid.lock.json: check the network, and the package" \
        "sources (dotnet nuget list source)." >&2
      exit 1
    }
    echo "deploy.sh: the ahead-of-time compiler for $rid, or .NET for it, could not be fetched; $without" >&2
    publish -p:PublishReadyToRun=false >&2
  elif ! publish >&2; then
    echo "deploy.sh: the ahead-of-time compiler for $rid failed; $without" >&2
    own_runtime=false
    restore -p:PublishReadyToRun=false >&2
    publish -p:PublishReadyToRun=false >&2
  fi
  mv "$stamp.new" "$stamp"
fi

echo "deploy.sh: dist/ploutos deploy $*" >&2
exec "$here/dist/ploutos" deploy "$@"
