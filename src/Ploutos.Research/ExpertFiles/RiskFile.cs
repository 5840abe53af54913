using Ploutos.Experts.Baselines;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Risk;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Workspace;

namespace Ploutos.Research.ExpertFiles;

/// <summary>The risk model among the experts: it is an embedded file, too.</summary>
internal static class RiskFile
{
    /// <summary>Whether a name is that of the risk model, in upper or lower case.</summary>
    public static bool Is(string? name) => RiskDefinition.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>What it is made of.</summary>
    public static ExpertView View(WorkspaceFolder workspace)
    {
        RiskDefinition risk = RiskDefinition.BuiltIn;
        return new()
        {
            Name = RiskDefinition.Name,
            BuiltIn = true,
            File = null,
            Description = risk.Description,
            Inputs = risk.Features.Names,
            RequiredBars = RiskTable.RequiredBars,
            Question = risk.Question,
            Horizon = risk.Horizons[0],
            Classes = [risk.ClassNames.Low, risk.ClassNames.High],
            Baselines = risk.Baselines,
            Trained = new RiskRegistry(workspace.ModelsFolder).Exists,
        };
    }

    /// <summary>What it gives on bars: rows of the first horizon.</summary>
    public static ExpertCheck Check(WorkspaceFolder workspace, IReadOnlyList<BarSeries> bars)
    {
        RiskTable table = RiskTable.Build(bars);
        int horizon = RiskTable.Horizons[0];
        IReadOnlyList<TableRow> rows = table.KnownRows(horizon, b => new RowRange(0, b.Count));
        int ones = rows.Count(r => table.AheadOf(r.Ticker, horizon).Label(r.Bar) == 1);
        return new(
            View(workspace),
            bars.Count,
            bars.Sum(b => b.Count),
            rows.Count,
            rows.Count > 0 ? (double)ones / rows.Count : null,
            rows.Count < RiskTraining.LeastRows
                ? [$"A fit needs {RiskTraining.LeastRows} rows: use more bars or more tickers."]
                : []
        );
    }
}
