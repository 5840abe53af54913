using System.Text.Json.Serialization;
using Ploutos.MarketData.Quality;

namespace Ploutos.Workspace.Bars;

/// <summary>One defect: where, why, how bad, what was done.</summary>
public sealed record DataFinding(
    string Ticker,
    DateOnly Date,
    string Reason,
    FindingSeverity Severity,
    string Action,
    string Detail
);
