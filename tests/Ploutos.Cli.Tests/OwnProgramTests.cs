using Ploutos.Alerts.Channels;
using Ploutos.Cli.Hosting;
using Ploutos.MarketData.Calendar;
using Ploutos.PaperTrading.Brokers;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>A program of one's own: the real command with labels, brokers and channels in code.</summary>
public sealed class OwnProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_expert_of_a_file_learns_a_label_in_code()
    {
        Assert.Equal(ExitCode.Done, await Run(_ => { }, "data", "import", "simulated", "--tickers", "SIM01,SIM02"));
        Write(
            "experts/jumps.json",
            """{ "inputs": { "features": ["volatility"] }, "label": { "kind": "jump" }, "classes": ["CALM", "JUMP"] }"""
        );

        Assert.Equal(ExitCode.Done, await Run(Jumps, "experts", "check", "jumps"));
        Assert.NotEqual(ExitCode.Done, await Run(_ => { }, "experts", "check", "jumps"));

        static void Jumps(PloutosAppBuilder builder) =>
            builder.Labels.Add(
                "jump",
                horizon: 3,
                bars =>
                {
                    double[] values = new double[bars.Count];
                    for (int t = 0; t < values.Length; t++)
                        values[t] = t + 3 < values.Length ? (bars.Close[t + 3] / bars.Close[t]) - 1.02 : double.NaN;
                    return values;
                }
            );
    }

    [Fact]
    public void A_label_that_looks_further_than_it_says_is_refused_by_name()
    {
        PloutosAppBuilder builder = PloutosApp.CreateBuilder([]);
        var error = Assert.Throws<ArgumentException>(() =>
            builder.Labels.Add(
                "far",
                horizon: 2,
                bars =>
                {
                    double[] values = new double[bars.Count];
                    for (int t = 0; t < values.Length; t++)
                        values[t] = bars.Close[Math.Min(t + 3, values.Length - 1)] - bars.Close[t];
                    return values;
                }
            )
        );
        Assert.Contains("'far' looks further ahead than its 2 bars", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => builder.Labels.Add("up", 1, bars => new double[bars.Count]));
        Assert.Throws<ArgumentException>(() => builder.Labels.Add("long", 64, bars => new double[bars.Count]));
    }

    [Fact]
    public async Task A_test_of_alerts_goes_over_a_channel_in_code()
    {
        Write("alerts.json", """{ "channels": { "phone": { "type": "sms", "timeout_seconds": 5 } }, "rules": [] }""");
        var sent = new Channel(fails: false);

        Assert.Equal(ExitCode.Done, await Run(b => b.AlertChannels.Add("sms", sent), "alerts", "test"));
        Assert.Equal(AlertRule.Test, Assert.Single(sent.Sent).Rule);
        // One that fails says so, and the command with it.
        var broken = new Channel(fails: true);
        Assert.Equal(ExitCode.Failed, await Run(b => b.AlertChannels.Add("sms", broken), "alerts", "test"));
        // The plain command does not know the type.
        Assert.NotEqual(ExitCode.Done, await Run(_ => { }, "alerts", "test"));
    }

    [Fact]
    public async Task A_broker_in_code_keeps_the_paper_account()
    {
        Write("paper.json", """{ "broker": "notes" }""");
        var broker = new Broker();

        // The book opens with the broker's cash.
        Assert.Equal(ExitCode.Done, await Run(b => b.Brokers.Add("notes", () => broker), "paper", "reconcile"));
        Assert.True(broker.Asked > 0);
        // Cash that no order moved is a difference, which is exit code 1.
        broker.Cash = 900;
        Assert.Equal(ExitCode.Failed, await Run(b => b.Brokers.Add("notes", () => broker), "paper", "reconcile"));
        Assert.Equal(
            ExitCode.Done,
            await Run(b => b.Brokers.Add("notes", () => broker), "paper", "reconcile", "--accept")
        );
        Assert.Equal(ExitCode.Done, await Run(b => b.Brokers.Add("notes", () => broker), "paper", "status"));
        Assert.NotEqual(ExitCode.Done, await Run(_ => { }, "paper", "reconcile"));
    }

    [Fact]
    public void Names_of_brokers_and_channels_are_given_once()
    {
        PloutosAppBuilder builder = PloutosApp.CreateBuilder([]);
        Assert.Throws<ArgumentException>(() => builder.Brokers.Add("embedded", () => new Broker()));
        Assert.Throws<ArgumentException>(() => builder.AlertChannels.Add("smtp", new Channel(fails: false)));
        Assert.Throws<ArgumentException>(() => builder.AlertChannels.Add("Sms!", new Channel(fails: false)));
        builder.Brokers.Add("notes", () => new Broker());
        Assert.Throws<ArgumentException>(() => builder.Brokers.Add("notes", () => new Broker()));
    }

    private async Task<ExitCode> Run(Action<PloutosAppBuilder> parts, params string[] arguments)
    {
        PloutosAppBuilder builder = PloutosApp.CreateBuilder(["--workspace", _folder.Path, "--quiet", .. arguments]);
        parts(builder);
        return (ExitCode)await builder.Build().RunAsync();
    }

    private void Write(string file, string json)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(file))!);
        File.WriteAllText(_folder.File(file), json);
    }

    private sealed class Channel(bool fails) : IAlertChannel
    {
        public List<Alert> Sent { get; } = [];

        public string Description => "text messages";

        public Task SendAsync(Alert alert, CancellationToken cancellation)
        {
            if (fails)
                throw new InvalidOperationException("the modem is off");
            Sent.Add(alert);
            return Task.CompletedTask;
        }
    }

    /// <summary>A broker that notes orders and fills none.</summary>
    private sealed class Broker : IBroker
    {
        public int Asked { get; private set; }

        public decimal Cash { get; set; } = 1_000;

        public string Name => "notes";

        public bool TellsMeanPrices => false;

        public Task PrepareAsync(ExchangeCalendar market, DateOnly day, CancellationToken cancellation) =>
            Task.CompletedTask;

        public Task<BrokerAccount> AccountAsync(CancellationToken cancellation)
        {
            Asked++;
            return Task.FromResult(new BrokerAccount("notes", Cash));
        }

        public Task<BrokerClock> ClockAsync(CancellationToken cancellation) =>
            Task.FromResult(new BrokerClock(IsOpen: false));

        public Task<IReadOnlyList<BrokerPosition>> PositionsAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<BrokerPosition>>([]);

        public Task<BrokerOrder> SubmitAsync(OrderTicket ticket, CancellationToken cancellation) =>
            throw new InvalidOperationException("no order is expected");

        public Task<BrokerOrder?> FindAsync(string clientId, string ticker, CancellationToken cancellation) =>
            Task.FromResult<BrokerOrder?>(null);

        public Task CancelAsync(BrokerOrder order, CancellationToken cancellation) => Task.CompletedTask;

        public Task<IReadOnlyList<BrokerActivity>> ActivitiesAsync(DateOnly since, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<BrokerActivity>>([]);
    }
}
