using System.Diagnostics;

namespace Ploutos.Cli.Tests;

/// <summary>The real command as a process of its own.</summary>
internal static class PloutosProcess
{
    /// <summary>The command's assembly, as it was built beside the tests.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "ploutos.dll");

    /// <summary>Starts the command in a folder, with both outputs piped.</summary>
    public static Process Start(string folder, params string[] args)
    {
        ProcessStartInfo start = new("dotnet", [Assembly, .. args]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("PLOUTOS_HOME");
        return Process.Start(start)!;
    }

    /// <summary>Runs the command to its end.</summary>
    public static async Task<(int Code, string Output, string Error)> Run(string folder, params string[] args)
    {
        using Process process = Start(folder, args);
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
