<#
.SYNOPSIS
From a fresh clone to a signal, on Windows (or wherever PowerShell runs): builds the ploutos command into dist/ and
runs `ploutos deploy` with the arguments given here. Needs the .NET 10 SDK and nothing else. It writes into the
current folder (or --workspace, or PLOUTOS_HOME).
.EXAMPLE
./deploy.ps1 --quick
#>
$ErrorActionPreference = 'Stop'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'
$here = $PSScriptRoot

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    [Console]::Error.WriteLine("deploy.ps1: the .NET 10 SDK is needed, but there is no 'dotnet' on the PATH. See https://dotnet.microsoft.com/download")
    exit 1
}

$arm = [System.Runtime.InteropServices.RuntimeInformation]::OSArchitecture -eq 'Arm64'
$rid = if ($IsLinux) { if ($arm) { 'linux-arm64' } else { 'linux-x64' } }
elseif ($IsMacOS) { if ($arm) { 'osx-arm64' } else { 'osx-x64' } }
else { 'win-x64' } # Windows on ARM runs it, too

[Console]::Error.WriteLine("deploy.ps1: building the command for $rid into dist/ (about a minute)")
dotnet publish "$here/src/Ploutos.Tool/Ploutos.Tool.csproj" -c Release -o "$here/dist" --artifacts-path "$here/artifacts/deploy" `
    "-p:TargetRuntime=$rid" -p:RestoreLockedMode=true -v quiet --nologo
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

$command = if ($rid -eq 'win-x64') { "$here/dist/ploutos.exe" } else { "$here/dist/ploutos" }
[Console]::Error.WriteLine("deploy.ps1: $command deploy $args")
& $command deploy @args
exit $LASTEXITCODE
