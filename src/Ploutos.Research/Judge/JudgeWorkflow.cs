using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Reports;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Judge;

/// <summary>Judges returns, signals or forecasts that come from anywhere. Needs no model; signals
/// need the bars of their tickers in the store.</summary>
public sealed class JudgeWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    /// <summary>Reads the file, judges it, and writes the report where one is asked for.</summary>
    /// <exception cref="PloutosException">The file breaks a rule, or its signals have no stored
    /// bars.</exception>
    public JudgeReport Judge(JudgeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Trials is < 1)
            throw new PloutosException(
                Fault.WrongUsage,
                $"The number of trials must be at least 1, but got {request.Trials}."
            );
        if (request.Report is { } report)
            UserFile.Check(report, request.Replace);
        var file = JudgeFile.Read(request.Path);
        JudgeReport judged = file.Kind switch
        {
            "returns" => Returns(request, file),
            "signals" => Signals(request, file),
            _ => Forecasts(request, file),
        };
        if (request.Report is { } path)
            UserFile.Write(path, Html(judged), request.Replace);
        return judged;
    }

    private static JudgeReport Returns(JudgeRequest request, JudgeFile file)
    {
        RequireRows(request, file.Days.Length, ReturnsJudge.LeastReturns, "returns");
        JudgedReturns judged = ReturnsJudge.Of(
            file.Strategies,
            file.Days,
            file.Returns,
            request.Trials,
            request.CashRate
        );
        return new()
        {
            File = request.Path,
            Kind = file.Kind,
            From = file.Days[0],
            To = file.Days[^1],
            Rows = file.Days.Length,
            Verdict = ReturnsJudge.Verdict(judged),
            Notes = [.. ReturnsJudge.Notes(judged, file.Returns, request.Trials is not null)],
            Returns = judged,
        };
    }

    private JudgeReport Signals(JudgeRequest request, JudgeFile file)
    {
        RequireRows(request, file.Rows.Count, 1, "signals");
        string[] tickers = [.. file.Rows.Select(r => r.Ticker).Distinct().Order(StringComparer.Ordinal)];
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        Dictionary<string, BarSeries> bars = tickers.Where(store.Contains).ToDictionary(t => t, t => store.Read(t));
        if (bars.Count == 0)
            throw new PloutosException(
                Fault.NoBars,
                $"Signals are judged on stored bars, but none of {tickers.Length} ticker(s) of {request.Path} has any."
            )
            {
                Remedies = [new Workspace.Remedies.ImportBars(), new Workspace.Remedies.FetchBars()],
            };
        if (bars.Values.Select(b => b.Origin).Distinct().Count() > 1)
            throw new PloutosException(
                Fault.WrongUsage,
                "Observed and simulated tickers are not judged together, but the signals are of both kinds. Judge a"
                    + " file of each."
            );
        JudgedSignals judged = SignalsJudge.Of(file.Rows, bars);
        string[] missing = [.. tickers.Where(t => !bars.ContainsKey(t))];
        return Rows(request, file, SignalsJudge.Verdict(judged)) with
        {
            Signals = judged,
            Simulated = bars.Values.First().Origin == DataOrigin.Simulated,
            Notes =
            [
                "Returns run from the close of a signal's day. A score made after that close is traded later.",
                .. missing.Length == 0
                    ? Array.Empty<string>()
                    :
                    [
                        $"{missing.Length} ticker(s) have no stored bars and take no part:"
                            + $" {string.Join(", ", missing.Take(5))}{(missing.Length > 5 ? ", ..." : "")}.",
                    ],
            ],
        };
    }

    private static JudgeReport Forecasts(JudgeRequest request, JudgeFile file)
    {
        RequireRows(request, file.Rows.Count, ReturnsJudge.LeastReturns, "forecasts");
        JudgedForecasts judged = ForecastsJudge.Of(file.Rows);
        return Rows(request, file, ForecastsJudge.Verdict(judged)) with
        {
            Forecasts = judged,
            Notes = ["The base rate is that of these very rows, which no forecaster knew: a strict yardstick."],
        };
    }

    private static JudgeReport Rows(JudgeRequest request, JudgeFile file, string verdict) =>
        new()
        {
            File = request.Path,
            Kind = file.Kind,
            From = file.Rows.Min(r => r.Date),
            To = file.Rows.Max(r => r.Date),
            Rows = file.Rows.Count,
            Verdict = verdict,
            Notes = [],
        };

    private static void RequireRows(JudgeRequest request, int rows, int least, string what)
    {
        if (rows < least)
            throw new PloutosException(
                Fault.NoData,
                $"A judgement needs at least {least} {what}, but {request.Path} has {rows}. Take a longer record."
            );
    }

    private static string Html(JudgeReport judged) =>
        HtmlPage.Render(
            $"Ploutos: {Path.GetFileName(judged.File)}",
            HtmlPage.Resource("evidence-report.html"),
            ["evidence-report.js", "judge-page.js"],
            EvidenceReport.Part(judged).GetRawText()
        );
}
