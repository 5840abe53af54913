#!/usr/bin/env bash
# Writes the public surface of every packed library into its PublicAPI.Unshipped.txt, as the
# compiler sees it now. Review the difference before you commit it. Lines that a release has
# shipped stay in PublicAPI.Shipped.txt; a shipped line that no longer exists is reported.
#
#   eng/update-public-api.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en LC_ALL=C

log=$(mktemp)
trap 'rm -f "$log"' EXIT

for shipped in src/*/PublicAPI.Shipped.txt; do
  echo '#nullable enable' >"${shipped/Shipped/Unshipped}"
done

# The command depends on every packed library.
if ! dotnet build src/Ploutos.Tool -c Release -v quiet --nologo -p:TreatWarningsAsErrors=false >"$log" 2>&1; then
  grep ' error ' "$log" | sort -u
  echo "update-public-api.sh: the build failed, so the files are empty; mend the code and start again"
  exit 1
fi

lines="s/.*RS0016: Symbol '\(.*\)' is not part of the declared public API.*\[\(.*\)\]\$/\2\t\1/p"
sed -n "$lines" "$log" | sort -u | while IFS=$'\t' read -r project line; do
  echo "$line" >>"$(dirname "$project")/PublicAPI.Unshipped.txt"
done

wc -l src/*/PublicAPI.Unshipped.txt
if grep 'RS0017' "$log" | sort -u; then
  echo "update-public-api.sh: a shipped line above no longer exists; that breaks callers"
  exit 1
fi
