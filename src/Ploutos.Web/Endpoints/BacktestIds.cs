using Ploutos.Research.Backtests;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>Names of backtests in an address: <c>id=a,b</c>.</summary>
internal static class BacktestIds
{
    /// <summary>The names, each once.</summary>
    public static IReadOnlyList<string> Of(string? id) =>
        [
            .. (id ?? "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>The names of those that are to be compared.</summary>
    /// <param name="id">Names with commas between them.</param>
    /// <param name="parameter">Where they were given.</param>
    /// <exception cref="ViewException">There are too few or too many.</exception>
    public static IReadOnlyList<string> Compared(string? id, string parameter = "id") =>
        Of(id) is { Count: >= BacktestComparison.Fewest and <= BacktestComparison.Most } names
            ? names
            : throw new ViewException(
                ViewFault.BadRequest,
                $"'{parameter}' must name {BacktestComparison.Fewest} to {BacktestComparison.Most} backtests with"
                    + $" commas between them, but names {Of(id).Count}."
            );
}
