namespace Ploutos.Web.Json;

/// <summary>What a batch gave.</summary>
/// <param name="Results">One entry a ticker, in the order asked.</param>
internal sealed record BatchAnswer(IReadOnlyList<BatchResult> Results);
