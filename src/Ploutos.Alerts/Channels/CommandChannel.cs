using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Ploutos.Alerts.Channels;

/// <summary>Runs a program of the user's with the alert as JSON on its standard input. No shell is
/// between, so nothing in an alert is ever read as a command. Exit code 0 is success; after the
/// timeout the program and its children are killed.</summary>
internal sealed class CommandChannel(IReadOnlyList<string> command, TimeSpan timeout) : IAlertChannel
{
    private const int ShownError = 200;

    public string Description => $"command {command[0]}";

    public async Task SendAsync(Alert alert, CancellationToken cancellation)
    {
        using Process process = Start();
        using var limit = new CancellationTokenSource(timeout);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(both.Token),
                output = process.StandardOutput.ReadToEndAsync(both.Token);
            await WriteAsync(process, JsonSerializer.Serialize(alert, AlertJson.Default.Alert), both.Token)
                .ConfigureAwait(false);
            await process.WaitForExitAsync(both.Token).ConfigureAwait(false);
            string said = (await error.ConfigureAwait(false) + await output.ConfigureAwait(false)).Trim();
            if (process.ExitCode != 0)
            {
                string shown = said.Length > ShownError ? said[..ShownError] : said;
                throw new AlertException($"ended with code {process.ExitCode}{(shown.Length > 0 ? $": {shown}" : "")}");
            }
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw new AlertException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"did not end within {timeout.TotalSeconds:0.#} s and was killed"
                ),
                inner: e
            );
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(command[0])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in command.Skip(1))
            start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw new AlertException($"can't be started: {e.Message}", isPermanent: true, inner: e);
        }
    }

    private static async Task WriteAsync(Process process, string json, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(json.AsMemory(), cancellation).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A program that does not read its input may still do its work.
        }
    }
}
