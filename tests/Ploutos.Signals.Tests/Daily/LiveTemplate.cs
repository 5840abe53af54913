using Ploutos.Live.Simulation;
using Ploutos.Tests;

[assembly: AssemblyFixture(typeof(Ploutos.Tests.Live.LiveTemplate))]

namespace Ploutos.Tests.Live;

/// <summary>A workspace with the simulated exchange's past and three tiny experts, made once and
/// copied by each test.</summary>
public sealed class LiveTemplate : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<string> _root;

    public LiveTemplate() =>
        _root = new(() =>
        {
            string root = _folder.File("template");
            var exchange = new SimulatedExchange(Path.Combine(root, "exchange"), days: 1, faultPercent: 0);
            new LiveWorkspace(root, exchange, new SimulatedClock(exchange.Start)).Prepare();
            Directory.Delete(Path.Combine(root, "exchange"), recursive: true);
            return root;
        });

    /// <summary>Copies the workspace into a folder.</summary>
    internal string Copy(string folder)
    {
        TemporaryFolder.Copy(_root.Value, folder);
        return folder;
    }

    /// <summary>A copy with an exchange of so many days, without faults unless a test plants
    /// them.</summary>
    internal LiveWorkspace Open(string folder, int days, int faultPercent = 0)
    {
        Copy(folder);
        var exchange = new SimulatedExchange(Path.Combine(folder, "exchange"), days, faultPercent: faultPercent);
        return new(folder, exchange, new SimulatedClock(exchange.Start))
        {
            Request = new(Source: exchange.Source, RetrainEvery: 0),
        };
    }

    public void Dispose() => _folder.Dispose();
}
