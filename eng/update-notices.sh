#!/usr/bin/env bash
# Writes THIRD-PARTY-NOTICES.txt from the restored packages and the bundled scripts. Run it after a
# change of a package's version and review the difference.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet restore src/Ploutos.Tool/Ploutos.Tool.csproj -v quiet
dotnet run --project eng/Ploutos.Release -c Release -v quiet -- notices "$PWD"
