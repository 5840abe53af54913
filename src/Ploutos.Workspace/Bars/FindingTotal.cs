using System.Text.Json.Serialization;
using Ploutos.MarketData.Quality;

namespace Ploutos.Workspace.Bars;

/// <summary>How many findings of one kind.</summary>
public sealed record FindingTotal(string Reason, FindingSeverity Severity, int Count);
