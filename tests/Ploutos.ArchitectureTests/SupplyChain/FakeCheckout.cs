using System.Diagnostics;
using Ploutos.Tests;

namespace Ploutos.ArchitectureTests.SupplyChain;

/// <summary>A checkout in which a script of ours runs with a compiler and a version control that a test
/// replaces.</summary>
internal sealed class FakeCheckout : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A file or folder below the checkout's parent.</summary>
    public string File(string path) => _folder.File(path);

    /// <summary>Makes the folder of a file.</summary>
    public string Made(string file)
    {
        string path = _folder.File(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>Copies a script of the repository to its place in the checkout.</summary>
    public void Take(string script) =>
        System.IO.File.Copy(Path.Combine(TestPaths.Repository, script), Made($"checkout/{script}"));

    /// <summary>Writes a program.</summary>
    public void Fake(string file, string script)
    {
        System.IO.File.WriteAllText(Made(file), $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(
                _folder.File(file),
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
    }

    /// <summary>Runs a script of the checkout from the folder <c>here</c>, with the programs of
    /// <c>tools</c> before all others.</summary>
    public async Task<(int Code, string Output, string Error)> Run(string script, params string[] words)
    {
        Directory.CreateDirectory(_folder.File("here"));
        ProcessStartInfo start = new("bash", [_folder.File($"checkout/{script}"), .. words])
        {
            WorkingDirectory = _folder.File("here"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_folder.File("tools")}:{Environment.GetEnvironmentVariable("PATH")}";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(Stop),
            error = process.StandardError.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => _folder.Dispose();
}
