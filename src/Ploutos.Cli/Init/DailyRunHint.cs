namespace Ploutos.Cli.Init;

/// <summary>What comes after the first prediction.</summary>
internal static class DailyRunHint
{
    /// <summary>The commands of the next days, for this system.</summary>
    public static IReadOnlyList<string> Lines(string workspace, string ticker)
    {
        string folder = Quoted(workspace);
        return
        [
            "Next:",
            $"  ploutos predict {ticker} --workspace {folder} --explain",
            $"  ploutos serve --workspace {folder}            the dashboard, http://localhost:5000",
            $"  ploutos live --workspace {folder}             runs by itself after each close",
            "Or once a day by the system:",
            OperatingSystem.IsWindows()
                ? $"  schtasks /Create /TN Ploutos /SC DAILY /ST 23:00 /TR \"ploutos live --once --workspace {folder}\""
                : $"  crontab: 30 23 * * 1-5  ploutos live --once --workspace {folder}",
        ];
    }

    private static string Quoted(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '\\' or '.' or '-' or '_' or ':')
            ? path
            : $"\"{path}\"";
}
