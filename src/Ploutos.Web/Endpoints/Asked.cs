using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>Values of a query that must hold a rule.</summary>
internal static class Asked
{
    /// <summary>Most rows of any list.</summary>
    public const int MostRows = 10_000;

    /// <summary>A ticker that must be named; its form is checked where it is used.</summary>
    public static string Ticker(string? ticker) =>
        !string.IsNullOrWhiteSpace(ticker)
            ? ticker
            : throw new ViewException(
                ViewFault.BadRequest,
                "A ticker must be named, but 'ticker' is missing. Add for example ?ticker=NVDA."
            );

    /// <summary>How many rows at most.</summary>
    public static int Limit(int? limit, int otherwise) =>
        limit switch
        {
            null => otherwise,
            >= 1 and <= MostRows => limit.Value,
            _ => throw new ViewException(ViewFault.BadRequest, $"'limit' must be in 1 .. {MostRows}, but got {limit}."),
        };
}
