using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ploutos.Soak;

/// <summary><c>ploutos serve</c> as a process of its own, and its memory.</summary>
internal sealed class SoakServer : IDisposable
{
    private readonly Process _process;

    private SoakServer(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Whether it ended by itself.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts it and waits until it answers, for a minute at most.</summary>
    public static async Task<SoakServer> Start(string command, string workspace)
    {
        int port = FreePort();
        var address = new Uri($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo(
            command,
            ["serve", "--urls", address.OriginalString, "--workspace", workspace, "--quiet"]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new SoakServer(Process.Start(start)!, address);
        server._process.OutputDataReceived += static (_, _) => { };
        server._process.ErrorDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = address };
        for (int tries = 0; tries < 600; tries++)
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync("/health/live");
                if (answer.IsSuccessStatusCode)
                    return server;
            }
            catch (HttpRequestException) when (!server.HasEnded)
            {
                // It does not listen yet.
            }

            await Task.Delay(100);
        }

        server.Dispose();
        throw new InvalidOperationException($"{command} did not answer at {address} within a minute.");
    }

    /// <summary>Resident memory now (<c>VmRSS</c>) or at its highest (<c>VmHWM</c>), MB of 2^20 bytes.</summary>
    public double Megabytes(string figure)
    {
        string line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/status"))
            .First(l => l.StartsWith(figure + ":", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture)
            / 1024;
    }

    /// <summary>The highest resident memory since the last call, or since the start, MB of 2^20 bytes.</summary>
    public double TakePeak()
    {
        double peak = Megabytes("VmHWM");
        File.WriteAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/clear_refs"), "5");
        return peak;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
