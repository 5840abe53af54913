using System.Text.Json.Nodes;
using Ploutos.Cli.Hosting;
using Ploutos.PaperTrading;
using Ploutos.Workflows;
using Ploutos.Workflows.Backup;

namespace Ploutos.Cli.Tests;

/// <summary>The verbs about alerts, paper trading and backups.</summary>
public sealed class OperationsTests
{
    [Theory]
    [InlineData("alerts list", "channels,rules,outbox")]
    [InlineData("alerts test", "channel,description,delivered,detail,seconds")]
    [InlineData(
        "paper status",
        "broker,currency,last_day,cash,equity,return,positions,open_orders,days,switch,last_run"
    )]
    [InlineData("paper run --once", "day,outcome,detail,cash,equity,orders,fills,notes,reconciliation,remedies")]
    [InlineData("paper stop --reason holiday", "stopped,since,reason,file,notes")]
    [InlineData("paper resume", "stopped,since,reason,file,notes")]
    [InlineData("paper reconcile", "broker,agrees,expected_cash,broker_cash,differences,accepted")]
    [InlineData("backup out.tar.gz", "file,bytes,files,databases,made_at")]
    [InlineData("restore out.tar.gz --force", "file,files,made_at,kept_aside")]
    public void Every_verb_writes_its_documented_fields_on_one_line(string line, string fields)
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows(), line + " --json");

        JsonNode document = JsonNode.Parse(Assert.Single(run.Output.TrimEnd().Split('\n')))!;
        Assert.Equal(
            fields.Split(','),
            (document is JsonArray list ? list[0]! : document).AsObject().Select(p => p.Key)
        );
    }

    [Theory]
    [InlineData("alerts list", "NVDA: STRONG BUY")]
    [InlineData("alerts test", "FAILED: can't be reached")]
    [InlineData("paper status", "2026-11-20 traded: 1 order")]
    [InlineData("paper run --once", "1 orders given for the next open.")]
    [InlineData("paper stop --reason holiday", "STOPPED since 2026-11-20 22:00 UTC: by hand")]
    [InlineData("paper resume", "Paper trading is not stopped.")]
    [InlineData("paper reconcile", "to the cent: cash 99,000.01")]
    [InlineData("backup", "12 files, 3 of them databases, written to backups/ploutos-20261122-120000.tar.gz (1.2 MB)")]
    [InlineData("restore out.tar.gz --force", "is kept in before-restore-1")]
    public void Every_verb_says_what_came_of_it(string line, string expected) =>
        Assert.Contains(expected, CommandRun.Of(new FakeWorkflows(), line).Output, StringComparison.Ordinal);

    [Fact]
    public void Exit_codes_tell_a_failed_channel_a_refused_run_and_a_difference()
    {
        PaperReconciliation differs = new("embedded", false, 100m, 99.99m, [new("cash", 100m, 99.99m)]);
        FakeWorkflows bad = new()
        {
            Paper = new FakeWorkflows().Paper with { Outcome = PaperOutcome.Refused },
            Reconciled = differs,
        };
        FakeWorkflows good = new() { Tests = [new("ops", "webhook", true, "delivered", 0.1)] };

        Assert.Equal(ExitCode.Failed, CommandRun.Of(bad, "alerts test").Code);
        Assert.Equal(ExitCode.Done, CommandRun.Of(good, "alerts test").Code);
        Assert.Equal(ExitCode.Failed, CommandRun.Of(bad, "paper run").Code);
        Assert.Equal(ExitCode.Done, CommandRun.Of(good, "paper run").Code);
        CommandRun reconcile = CommandRun.Of(bad, "paper reconcile");
        Assert.Equal(ExitCode.Failed, reconcile.Code);
        Assert.Contains("-0.01", reconcile.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, CommandRun.Of(bad, "paper reconcile --accept").Code);
    }

    [Fact]
    public void Requests_reach_the_workflows_as_they_were_given()
    {
        FakeWorkflows workflows = new();
        CommandRun.Of(workflows, "backup b.tar.gz --reports --force");
        CommandRun.Of(workflows, "restore b.tar.gz");
        CommandRun.Of(workflows, "paper stop --reason holiday");
        CommandRun.Of(workflows, "paper reconcile --accept");

        Assert.Equal(
            [
                new BackupRequest("b.tar.gz", true, true),
                new RestoreRequest("b.tar.gz"),
                ("paper stop", "holiday"),
                ("reconcile", true),
            ],
            workflows.Requests
        );
        Assert.Equal(ExitCode.WrongUsage, CommandRun.Of(workflows, "restore").Code);
    }
}
