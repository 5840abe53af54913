using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Sources.Tables;

/// <summary>The rows of one table, whose header holds one ticker or several side by side.</summary>
internal sealed class SheetRows
{
    private readonly BarRows[] _parts;

    private SheetRows(BarRows[] parts, bool hasTickers) => (_parts, HasTickers) = (parts, hasTickers);

    /// <summary>Whether the table names its tickers, so that the file's name need not.</summary>
    public bool HasTickers { get; }

    /// <summary>Rows under one header.</summary>
    public static SheetRows Of(BarLayout layout, TableOptions options, NumberForm numbers) =>
        new([new(layout, options) { Numbers = numbers }], layout.Ticker >= 0);

    /// <summary>Rows with the columns of several tickers. A ticker that was asked for takes the place
    /// of the only one there is.</summary>
    /// <exception cref="MarketDataException">One ticker was asked for, and there are
    /// several.</exception>
    public static SheetRows Of(
        IReadOnlyList<(string Ticker, BarLayout Layout)> wide,
        TableOptions options,
        NumberForm numbers
    )
    {
        if (options.Ticker is not null && wide.Count > 1)
            throw new MarketDataException(
                $"{options.File}: one ticker was given, {options.Ticker}, but the file holds several:"
                    + $" {string.Join(", ", wide.Take(5).Select(w => w.Ticker))}. Leave it out: the file names them."
            )
            {
                Kind = MarketDataFault.TickerName,
            };
        return new(
            [
                .. wide.Select(w => new BarRows(w.Layout, options with { NamedTicker = w.Ticker })
                {
                    Numbers = numbers,
                    SkipsEmptyRows = true,
                }),
            ],
            hasTickers: true
        );
    }

    /// <summary>Adds a row.</summary>
    public void Add(TableCells cells)
    {
        foreach (BarRows part in _parts)
            part.Add(cells);
    }

    /// <summary>The series, one a ticker.</summary>
    public IReadOnlyList<DeliveredSeries> ToSeries() =>
        [.. (_parts.Length == 1 ? _parts : _parts.Where(p => p.Count > 0)).SelectMany(p => p.ToSeries())];

    /// <summary>The series of a table that does not name its ticker, under a name for it.</summary>
    public IEnumerable<DeliveredSeries> ToSeries(string ticker) => _parts[0].ToSeries(ticker);
}
