using System.Diagnostics;

namespace Ploutos.Cli.Tests;

/// <summary>The real command as a process of its own.</summary>
internal static class PloutosProcess
{
    /// <summary>The command's assembly, as it was built beside the tests.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "ploutos.dll");

    /// <summary>What tells the command where the sources are. Without a test's own word: where
    /// nobody listens, so that no test leaves the machine.</summary>
    private static readonly string[] Addresses =
    [
        "PLOUTOS_YAHOO_URL",
        "PLOUTOS_STOOQ_URL",
        "PLOUTOS_BINANCE_URL",
        "PLOUTOS_ALPACA_URL",
        "PLOUTOS_TIINGO_URL",
    ];

    private static readonly string[] Keys =
    [
        "PLOUTOS_HOME",
        "PLOUTOS_YAHOO_COOKIE_URL",
        "APCA_API_KEY_ID",
        "APCA_API_SECRET_KEY",
        "PLOUTOS_ALPACA_FEED",
        "TIINGO_API_KEY",
        "STOOQ_API_KEY",
    ];

    /// <summary>Starts the command in a folder, with both outputs piped.</summary>
    public static Process Start(string folder, params string[] args) =>
        Start(folder, new Dictionary<string, string>(), args);

    /// <summary>The same, with variables of the environment.</summary>
    public static Process Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] args) =>
        Start(folder, environment, args, withInput: false);

    private static Process Start(
        string folder,
        IReadOnlyDictionary<string, string> environment,
        string[] args,
        bool withInput
    )
    {
        ProcessStartInfo start = new("dotnet", [Assembly, .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = withInput,
        };
        foreach (string key in Keys)
            start.Environment.Remove(key);
        foreach (string address in Addresses)
            start.Environment[address] = "http://127.0.0.1:9";
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs the command to its end.</summary>
    public static Task<(int Code, string Output, string Error)> Run(string folder, params string[] args) =>
        Run(folder, new Dictionary<string, string>(), args);

    /// <summary>The same, with variables of the environment.</summary>
    public static async Task<(int Code, string Output, string Error)> Run(
        string folder,
        IReadOnlyDictionary<string, string> environment,
        params string[] args
    )
    {
        using Process process = Start(folder, environment, args);
        Task<string> output = process.StandardOutput.ReadToEndAsync(),
            error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Runs the command to its end with lines on its standard input.</summary>
    public static async Task<(int Code, string Output, string Error)> Answer(
        string folder,
        string input,
        params string[] args
    )
    {
        using Process process = Start(folder, new Dictionary<string, string>(), args, withInput: true);
        Task<string> output = process.StandardOutput.ReadToEndAsync(),
            error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
