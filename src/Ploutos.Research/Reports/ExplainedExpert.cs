using Ploutos.Experts.Explaining;

namespace Ploutos.Research.Reports;

/// <summary>What an expert looks at.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Attention">Its attention by lag; null for a window of one bar.</param>
/// <param name="Importance">Its features; empty where that was not measured.</param>
public sealed record ExplainedExpert(
    string Expert,
    AttentionProfile? Attention,
    IReadOnlyList<FeatureImportance> Importance
);
