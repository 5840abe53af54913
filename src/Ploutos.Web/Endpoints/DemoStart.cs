using System.Text.Json;
using Ploutos.Research.Training;
using Ploutos.Web.Jobs;
using Ploutos.Web.Json;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Web.Endpoints;

/// <summary>The demonstration of an empty workspace: a simulated market, models of it, a backtest. All of
/// it is marked as simulated.</summary>
internal static class DemoStart
{
    /// <summary>The import and three trainings; the backtest tells no parts.</summary>
    private const int Parts = 4;

    private const string Rule =
        "The demonstration is for an empty workspace, since simulated and observed bars do not mix, but this one"
        + " holds bars. Use another folder.";

    private static readonly string[] s_tickers = ["SIM01", "SIM02", "SIM03"];

    /// <summary>The work.</summary>
    /// <exception cref="ViewException">The workspace holds bars.</exception>
    public static JobWork Of(IBarWorkflows bars, IResearchWorkflows research)
    {
        JobChecks.Require(IsEmpty(bars), Rule);
        return new(
            "demo",
            "a simulated market",
            null,
            Parts,
            (progress, stop) =>
            {
                if (!IsEmpty(bars)) // another job may have stored bars since it was asked for
                    throw new PloutosException(Fault.WrongUsage, Rule);
                progress.Report(new StageStarted("import", "a simulated market"));
                bars.Import(new ImportRequest("simulated", s_tickers), progress, stop);
                // Nothing is chosen, so that it is soon done; the pages show how to do better.
                research.Train(new TrainRequest { Fixed = true, Window = 1 }, progress, stop);
                return JsonSerializer.SerializeToElement(
                    research.Backtest(new() { From = "models" }, progress, stop).Id,
                    ApiJson.Default.String
                );
            }
        );
    }

    /// <summary>Whether nothing is stored; a folder without a store has nothing, either.</summary>
    private static bool IsEmpty(IBarWorkflows bars)
    {
        try
        {
            return bars.List().Count == 0;
        }
        catch (PloutosException e) when (e.Fault == Fault.NoBars)
        {
            return true;
        }
    }
}
