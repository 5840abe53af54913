using System.Text.Json;
using System.Text.Json.Nodes;
using Ploutos.Cli.Hosting;
using Ploutos.Workflows;
using Ploutos.Workspace.Events;

namespace Ploutos.Cli.Tests;

public sealed class JsonTests
{
    private static readonly Note Noise = new("bars of the store", IsWarning: true);

    [Theory]
    [InlineData("data import csv:bars --json", "source,simulated,series,totals,findings")]
    [InlineData("data check --json", "source,simulated,series,totals,findings")]
    [InlineData(
        "data list --json",
        "ticker,simulated,source,rows,first_day,last_day,fetched_at,warnings,serious,vintage,"
            + "market,currency,quoted_in,kind,ended_on,end_reason,has_volume"
    )]
    [InlineData(
        "optimize --json",
        "expert,best_value,best_trial,best_parameters,trials,pruned,seconds,result_file,report,seen_to,"
            + "max_epochs,check,serves,is_default,findings"
    )]
    [InlineData(
        "predict --ticker NVDA --json",
        "ticker,as_of,data_age_days,source,simulated,signal,raw_signal,gate_reason,score,weak_threshold,"
            + "strong_threshold,made_at,experts,warnings,findings,notes,stale"
    )]
    [InlineData("export features --ticker NVDA --out f.csv --json", "ticker,file,rows")]
    [InlineData(
        "backtest --json",
        "format,id,created_at,simulated,signals_from,signals_detail,options,tickers,benchmark,data_hash,currency,"
            + "years,series,trades,statistics,evidence,overfitting,costs,findings,notes,verdict,folder"
    )]
    [InlineData("judge mine.csv --json", "file,kind,from,to,rows,simulated,verdict,notes,returns,signals,forecasts")]
    [InlineData("deploy --json", "data,searches,experts,prediction")]
    [InlineData("doctor --json", "name,status,detail,remedies")]
    [InlineData("--json doctor", "name,status,detail,remedies")]
    public void Standard_output_is_one_document_with_these_fields(string line, string fields)
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows { Events = [Noise] }, line);

        JsonNode document = JsonNode.Parse(run.Output)!;
        Assert.Equal(fields.Split(','), Names(document is JsonArray array ? array[0]! : document));
        Assert.Equal(ExitCode.Done, run.Code);
    }

    [Fact]
    public void Train_prints_one_object_an_expert_on_one_line_each()
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows { Events = [Noise] }, "train --json");

        JsonNode[] experts =
        [
            .. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!),
        ];
        Assert.Equal(["momentum", "volatility"], experts.Select(expert => (string)expert["expert"]!));
        Assert.All(
            experts,
            expert =>
            {
                Assert.Equal(12.5, (double)expert["seconds"]!);
                Assert.Empty(
                    new[] { "rows", "base_rate", "accuracy", "auc", "log_loss", "base_log_loss" }.Except(
                        Names(expert["test"]!)
                    )
                );
                Assert.Equal(31_000, (int)expert["test"]!["rows"]!);
            }
        );
        Assert.Contains("bars of the store", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_keep_their_published_names_and_kinds()
    {
        JsonNode best = JsonNode.Parse(CommandRun.Of(new FakeWorkflows(), "optimize --json").Output)![0]![
            "best_parameters"
        ]!;

        Assert.Equal("""{"learning_rate":0.00031,"batch_size":128,"hidden1":512,"note":"x"}""", best.ToJsonString());
    }

    [Fact]
    public void A_figure_that_is_not_defined_is_null()
    {
        FakeWorkflows oneClass = new() { Trained = [Samples.Trained("momentum", double.NaN, double.NaN, double.NaN)] };

        JsonElement test = JsonDocument
            .Parse(CommandRun.Of(oneClass, "train --json").Output)
            .RootElement.GetProperty("test");

        Assert.Equal(JsonValueKind.Null, test.GetProperty("auc").ValueKind);
        Assert.Equal(JsonValueKind.Null, test.GetProperty("intervals").GetProperty("auc")[0].ValueKind);
    }

    [Fact]
    public void A_finding_says_ticker_date_reason_severity_action_and_detail()
    {
        JsonNode finding = JsonNode.Parse(CommandRun.Of(new FakeWorkflows(), "data check --json").Output)![
            "findings"
        ]!.AsArray()[25]!;

        Assert.Equal(["ticker", "date", "reason", "severity", "action", "detail"], Names(finding));
        Assert.Equal("2007-02-08", (string)finding["date"]!);
    }

    private static List<string> Names(JsonNode node) => [.. node.AsObject().Select(property => property.Key)];
}
