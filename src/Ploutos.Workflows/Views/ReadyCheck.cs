using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>One thing that must hold for requests to be answered.</summary>
/// <param name="Name">store or models.</param>
/// <param name="Ok">It holds.</param>
/// <param name="Detail">What to do where it does not.</param>
public sealed record ReadyCheck(string Name, bool Ok, string? Detail);
