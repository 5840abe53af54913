namespace Ploutos.Web.Json;

/// <summary>A file that was sent for import.</summary>
/// <param name="File">Its name.</param>
/// <param name="Ticker">Whose bars it holds; null where the file says so.</param>
internal sealed record ImportJobRequest(string File, string? Ticker);
