#!/usr/bin/env bash
# Writes every lock file again: each project's packages.lock.json, and the command's locks for each
# machine that deploy.sh, deploy/publish.sh and deploy/publish-predict.sh build for. Run it after a change of a package's version
# and review the difference. Needs the .NET 10 SDK.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet restore Ploutos.slnx --force-evaluate -v quiet
# Neither the host executable nor the compiler for another machine is needed to choose packages.
for runtime in linux-x64 linux-arm64 linux-musl-x64 osx-x64 osx-arm64 win-x64; do
  dotnet restore src/Ploutos.Tool/Ploutos.Tool.csproj --force-evaluate -v quiet \
    --artifacts-path "artifacts/locks-$runtime" -p:TargetRuntime="$runtime" \
    -p:PublishReadyToRun=false -p:UseAppHost=false
done
# The native program for one (deploy/publish-predict.sh).
for runtime in linux-x64 linux-arm64; do
  dotnet restore src/Ploutos.Predict/Ploutos.Predict.csproj --force-evaluate -v quiet \
    --artifacts-path "artifacts/locks-$runtime" -p:TargetRuntime="$runtime" -p:Native=true
done
