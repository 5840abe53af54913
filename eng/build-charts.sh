#!/usr/bin/env bash
# Makes the dashboard's part of ECharts anew: src/Ploutos.Web/wwwroot/vendor/echarts/echarts.mjs. Needs Node and npm.
# Run it after a change of eng/charts, review the difference, and write the hash that it prints into
# eng/bundled-scripts.json.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/charts"
target=../../src/Ploutos.Web/wwwroot/vendor/echarts/echarts.mjs
npm ci --ignore-scripts --no-audit --no-fund --silent
node_modules/.bin/esbuild charts.js --bundle --minify --format=esm --target=es2022 --legal-comments=none \
  --banner:js='// A part of Apache ECharts 6.1.0, made by eng/build-charts.sh; licences beside this file.' \
  --outfile="$target" --log-level=warning
sha256sum "$target"
echo "$(gzip -9 -c "$target" | wc -c) bytes compressed (gzip -9)"
