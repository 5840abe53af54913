using Ploutos.Experts.Baselines;
using Ploutos.Experts.Data;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Tuning.Tpe;

namespace Ploutos.Research.Evaluation;

/// <summary>Numbers every bar of the pooled tickers, so that forecasts of different models can be
/// laid side by side.</summary>
internal sealed class RowSpace
{
    private readonly IReadOnlyList<BarSeries> _bars;
    private readonly int[] _offset;

    public RowSpace(IReadOnlyList<BarSeries> bars)
    {
        _bars = bars;
        _offset = new int[bars.Count + 1];
        for (int i = 0; i < bars.Count; i++)
            _offset[i + 1] = _offset[i] + bars[i].Count;
    }

    public int Count => _offset[^1];

    public IReadOnlyList<BarSeries> Bars => _bars;

    public int Of(TableRow row) => _offset[row.Ticker] + row.Bar;

    public int Of(RowKey key) => _offset[key.Ticker] + _bars[key.Ticker].Dates.BinarySearch(key.Date);

    public TableRow At(int row)
    {
        int at = Array.BinarySearch(_offset, row),
            ticker = at >= 0 ? at : ~at - 1;
        while (_offset[ticker + 1] == row)
            ticker++;
        return new(ticker, row - _offset[ticker]);
    }

    public DateOnly Day(int row)
    {
        TableRow at = At(row);
        return _bars[at.Ticker].Dates[at.Bar];
    }

    /// <summary>The rows of a part of a fold, ticker after ticker.</summary>
    public TableRow[] Rows(Func<BarSeries, IReadOnlyList<RowRange>> part) =>
        [
            .. _bars.SelectMany(
                (b, i) =>
                    part(b)
                        .SelectMany(range =>
                            Enumerable.Range(range.Start, range.Count).Select(bar => new TableRow(i, bar))
                        )
            ),
        ];
}
