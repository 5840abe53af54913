using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>A parameter's share of what makes trials differ.</summary>
public sealed record ImportanceView(string Name, double Share);
