using System.Globalization;
using Ploutos.Features;
using Ploutos.Features.Expressions;
using Ploutos.Features.Inputs;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Store;
using Ploutos.Storage;

namespace Ploutos.Experts.Definitions;

/// <summary>Inputs that look at another ticker's bars, of whatever market. A value of a day is of the last
/// session of the other ticker that was over when the day's own bar was final.</summary>
internal static class MarketPart
{
    private const int LongestStale = 365,
        UsualStale = 10;

    /// <summary>Reads them, and says in a text what a model depends on.</summary>
    /// <param name="file">The file, for errors.</param>
    /// <param name="inputs">The section of the inputs.</param>
    /// <param name="folder">The folder of the workspace's experts.</param>
    public static (IReadOnlyList<NamedColumn> Columns, IReadOnlyList<string> Text) Read(
        SettingsFile file,
        SettingsFile inputs,
        string folder
    )
    {
        SettingsFile? markets = inputs.Section("markets");
        string store = Path.GetFullPath(Path.Combine(folder, "..", "data", "ploutos.db"));
        var read = new List<NamedColumn>();
        var text = new List<string>();
        foreach (string name in markets?.Keys ?? [])
        {
            SettingsFile one = markets!.Section(name)!.Allow("ticker", "expression", "stale_after");
            if (!Ticker.TryParse(one.RequiredText("ticker"), out Ticker ticker))
                throw one.Wrong("ticker", $"must be {Ticker.Rule}");
            string expression = one.RequiredText("expression");
            int stale = one.Has("stale_after") ? one.Whole("stale_after", 1, 1, LongestStale) : UsualStale;
            FeatureSet feature = FilePart.Check(
                file,
                "inputs",
                () => FeatureChoice.Of(name, [], [new NamedExpression(name, expression)])
            );
            read.Add(new(name, bars => On(bars, Bars(store, ticker, name), feature, stale)));
            text.Add(
                string.Create(CultureInfo.InvariantCulture, $"{name} is {expression} of {ticker}, stale after {stale}")
            );
        }

        return (read, text);
    }

    private static double[] On(BarSeries bars, BarSeries other, FeatureSet feature, int stale)
    {
        FeatureMatrix values = feature.Compute(other);
        int[] known = KnownSessions.Of(bars, other);
        double[] column = new double[bars.Count];
        for (int t = 0; t < column.Length; t++)
            column[t] =
                known[t] >= 0 && other.Dates[known[t]].AddDays(stale) >= bars.Dates[t]
                    ? values[known[t], 0]
                    : double.NaN;
        return column;
    }

    private static BarSeries Bars(string store, string ticker, string input)
    {
        if (File.Exists(store))
        {
            using BarStore bars = BarStore.Open(store);
            if (bars.Contains(ticker))
                return bars.Read(ticker);
        }

        throw new NoDataException(
            $"The input {input} looks at {ticker}, of which the store has no bars. Fetch or import them."
        )
        {
            Kind = MarketDataFault.UnknownTicker,
            Ticker = ticker,
        };
    }
}
