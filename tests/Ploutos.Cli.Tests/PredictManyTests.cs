using System.Text.Json;
using Ploutos.Cli.Hosting;
using Ploutos.Signals.Predict;

namespace Ploutos.Cli.Tests;

/// <summary>How tickers are named to <c>predict</c>, and what several of them show.</summary>
public sealed class PredictManyTests
{
    [Theory]
    [InlineData("predict NVDA")]
    [InlineData("predict --ticker NVDA")]
    [InlineData("predict NVDA,nvda")]
    public void One_ticker_is_predicted_in_full(string line)
    {
        FakeWorkflows workflows = new();
        CommandRun run = CommandRun.Of(workflows, line);
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal("NVDA", Assert.IsType<PredictRequest>(Assert.Single(workflows.Requests)).Ticker);
        Assert.Contains("FINAL SIGNAL", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("predict AAPL MSFT NVDA")]
    [InlineData("predict AAPL,MSFT NVDA")]
    public void Several_tickers_are_a_row_each(string line)
    {
        FakeWorkflows workflows = new();
        CommandRun run = CommandRun.Of(workflows, line);
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal(["AAPL", "MSFT", "NVDA"], workflows.Requests.Select(r => ((PredictRequest)r!).Ticker));
        Assert.Matches(@"(?m)^ticker +signal +score +risk, 5 days +5 % loss +as of +age +proven$", run.Output);
        Assert.Equal(3, run.Output.Split('\n').Count(l => l.Contains("STRONG HOLD", StringComparison.Ordinal)));
    }

    [Fact]
    public void Several_tickers_are_a_list_in_json()
    {
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of(new FakeWorkflows(), "predict A B --json").Output);
        Assert.Equal(2, json.RootElement.GetArrayLength());
    }

    [Fact]
    public void A_ticker_is_given_once() =>
        Assert.Contains(
            "both were given: 'AAPL' and 'NVDA'",
            CommandRun.Of(new FakeWorkflows(), "predict AAPL --ticker NVDA").Error,
            StringComparison.Ordinal
        );
}
