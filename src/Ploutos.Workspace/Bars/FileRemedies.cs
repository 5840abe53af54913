using Ploutos.MarketData;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workspace.Bars;

/// <summary>What a user can do about a file of bars that is refused.</summary>
public static class FileRemedies
{
    /// <summary>The remedies of an error; none where its message says all.</summary>
    public static IReadOnlyList<Remedy> Of(MarketDataException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.Kind switch
        {
            MarketDataFault.DateForm => [new ChangeOption("dateFormat", "the form of the file's dates")],
            MarketDataFault.TickerName => [new ChangeOption("ticker", "whose bars the file holds")],
            _ => [],
        };
    }
}
