using System.Text.Json.Serialization;
using Ploutos.Research.Proof;
using Ploutos.Workspace.Bars;

namespace Ploutos.Workflows.Views;

/// <summary>Quality findings.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Totals">By reason.</param>
/// <param name="Findings">At most as many as were asked for; serious ones first.</param>
public sealed record FindingList(int Total, IReadOnlyList<FindingTotal> Totals, IReadOnlyList<DataFinding> Findings);
