#!/usr/bin/env bash
# Packs bench/scale.sh for a Linux machine (x64) without SDK: one folder with one executable and the bars.
#
#   bench/scale-pack.sh DIR        then, there: DIR/scale.sh [OPTIONS of bench/scale.sh]
set -euo pipefail
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[[ $# -eq 1 ]] || { echo "scale-pack.sh: usage: scale-pack.sh DIR" >&2; exit 2; }
bars=${PLOUTOS_BARS:-$bench/../../shared/market-data/djia-2006-2017}
[[ -d $bars ]] || { echo "scale-pack.sh: the bars are needed, but there is no folder $bars; set PLOUTOS_BARS." >&2; exit 2; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
mkdir -p "$1/bars"
cp "$bars"/*.csv "$1/bars/"
dotnet publish "$bench/Ploutos.Benchmarks" -c Release -o "$1" --artifacts-path "$bench/../artifacts/scale" \
  -p:TargetRuntime=linux-x64 -p:DebugType=none -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false -p:UseSharedCompilation=false -v quiet --nologo -nodeReuse:false
cat >"$1/scale.sh" <<'RUN'
#!/usr/bin/env bash
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
exec "$here/Ploutos.Benchmarks" scale "$here/bars" "$@"
RUN
chmod +x "$1/scale.sh"
