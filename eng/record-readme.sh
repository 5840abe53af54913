#!/usr/bin/env bash
# Records the terminal of the README again: docs/images/terminal.svg. Needs the built command (dotnet build
# src/Ploutos.Tool -c Release) and Debian's python3-pyte.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin" "$folder/workspace"
built=${PLOUTOS_DLL:-$here/src/Ploutos.Tool/bin/Release/net10.0/ploutos.dll}
printf '#!/bin/sh\nexec dotnet %q "$@"\n' "$built" >"$folder/bin/ploutos"
chmod +x "$folder/bin/ploutos"
PATH=$folder/bin:$PATH /usr/bin/python3 "$here/eng/record-terminal.py" "$here/docs/images/terminal.svg" \
  --rows 30 --folder "$folder/workspace" \
  'ploutos data import simulated:7 --tickers SIM01,SIM02,SIM03,SIM04,SIM05' \
  'ploutos train --fixed --window 1 --test-from 2016-01-01' \
  'ploutos risk --ticker SIM01' \
  'ploutos predict SIM01'
