using Ploutos.MarketData;
using Ploutos.MarketData.Delivery;
using Ploutos.Research.ExpertFiles;
using Ploutos.Tests;
using Ploutos.Workflows.Parts;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Workflows.Tests;

/// <summary>A program's own features, experts and sources, in the same workflows as the built-in
/// ones.</summary>
public sealed class OwnPartsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bars_come_from_an_own_source_and_an_own_expert_reads_an_own_feature_on_them()
    {
        IPloutosWorkflows workflows = Create(Parts());
        FetchReport report = workflows.Fetch(
            new FetchRequest(["WAVE"], new(2022, 1, 3), new(2024, 1, 5), "waves", Full: false),
            null,
            TestContext.Current.CancellationToken
        );
        Assert.Null(report.Fault);
        Assert.Equal("waves a sine", workflows.List().Single().Source);

        ExpertCheck check = workflows.CheckExpert("gaps");
        Assert.Equal(["gap"], check.Expert.Inputs);
        Assert.True(check.Rows > 400);
        Assert.Contains("gaps", workflows.Experts().Select(e => e.Name));
        Assert.DoesNotContain("gaps", Create(new()).Experts().Select(e => e.Name));
    }

    [Fact]
    public void Names_are_given_once_and_keep_their_rules()
    {
        OwnParts parts = Parts();
        Assert.Throws<ArgumentException>(() => parts.Features.Add("gap", bars => new double[bars.Count]));
        Assert.Throws<ArgumentException>(() => parts.Experts.Add("gaps", "{}"));
        Assert.Throws<ArgumentException>(() => parts.Experts.Add("momentum", "{}"));
        Assert.Throws<ArgumentException>(() => parts.Sources.Add(new Waves()));
    }

    private IPloutosWorkflows Create(OwnParts parts) =>
        WorkflowFactory.Create(new WorkspaceFolder(_folder.Path), TimeProvider.System, parts);

    private static OwnParts Parts()
    {
        var parts = new OwnParts();
        parts.Features.Add(
            "gap",
            bars =>
            {
                double[] values = new double[bars.Count];
                for (int t = 0; t < values.Length; t++)
                    values[t] = t == 0 ? double.NaN : bars.Open[t] / bars.Close[t - 1] - 1;
                return values;
            }
        );
        parts.Experts.Add("gaps", """{ "inputs": { "features": ["gap"] }, "label": { "kind": "up", "horizon": 1 } }""");
        parts.Sources.Add(new Waves());
        return parts;
    }

    private sealed class Waves : IBarSource
    {
        public string Name => "waves";

        public string? MissingConfiguration => null;

        public Task<DeliveredSeries> FetchAsync(
            string ticker,
            DateOnly first,
            DateOnly last,
            CancellationToken cancellation
        )
        {
            var bars = new List<DeliveredBar>();
            for (DateOnly day = first; day <= last; day = day.AddDays(1))
            {
                double close = 100 + 10 * Math.Sin(day.DayNumber / 30.0),
                    open = 100 + 10 * Math.Sin((day.DayNumber - 1) / 30.0);
                if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                    bars.Add(
                        DeliveredBar.Plain(day, open, Math.Max(open, close) + 1, Math.Min(open, close) - 1, close, 1e6)
                    );
            }

            return Task.FromResult(new DeliveredSeries(ticker, Name, "a sine", DataOrigin.Observed, bars, []));
        }
    }
}
