#!/usr/bin/env bash
# Builds everything and runs every test. Ends with a line "N passed, N failed, N skipped"; exits non-zero on any failure.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build Ploutos.slnx -c Release -v quiet --nologo
