<#
.SYNOPSIS
Builds everything, checks the layout of the code and runs every test, as test.sh does. Tests that need a program of
Debian are skipped, with the reason.
#>
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    [Console]::Error.WriteLine("test.ps1: the .NET 10 SDK is needed, but there is no 'dotnet' on the PATH. See https://dotnet.microsoft.com/download")
    exit 1
}

dotnet build Ploutos.slnx -c Release -v quiet --nologo -clp:NoSummary -nodeReuse:false
if ($LASTEXITCODE -ne 0) { Write-Output 'test.ps1: the build failed, so no test ran'; exit 1 }
dotnet format whitespace Ploutos.slnx --verify-no-changes --no-restore
if ($LASTEXITCODE -ne 0) { Write-Output 'test.ps1: the layout differs from .editorconfig; mend it with: dotnet format whitespace Ploutos.slnx'; exit 1 }
dotnet test --solution Ploutos.slnx -c Release --no-build --no-progress
exit $LASTEXITCODE
