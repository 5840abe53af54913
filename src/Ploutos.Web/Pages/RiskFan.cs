using System.Globalization;
using System.Text;
using Ploutos.Signals.Risk;

namespace Ploutos.Web.Pages;

/// <summary>The closes of the last weeks, and where the next five may lie: one standard deviation up and
/// down at the forecast volatility, the same at both ends of its 80 % interval, and the 5 % loss
/// limit. A drawing 640 units wide and 260 high.</summary>
internal sealed class RiskFan
{
    /// <summary>Days ahead.</summary>
    public const int Days = 5;

    /// <summary>Size of the drawing, and the place of the last close.</summary>
    public const double Width = 640,
        Height = 260,
        Now = 360;

    private const double Right = 560,
        Top = 14,
        Bottom = 232;

    private readonly double _least,
        _most,
        _sessions;

    /// <param name="closes">The last closes, the newest last; at least one.</param>
    /// <param name="forecast">The forecast of five bars.</param>
    /// <param name="sessions">Sessions a year of the ticker's market.</param>
    public RiskFan(IReadOnlyList<double> closes, RiskHorizon forecast, double sessions)
    {
        ArgumentNullException.ThrowIfNull(closes);
        ArgumentNullException.ThrowIfNull(forecast);
        (Closes, Last, _sessions) = (closes, closes[^1], sessions);
        Ahead =
        [
            .. Enumerable
                .Range(0, Days + 1)
                .Select(k => new FanDay(
                    k,
                    Move(forecast.Volatility, k),
                    Move(forecast.High, k),
                    Move(forecast.Low, k),
                    Last * Math.Exp(Math.Log(1 + forecast.LossLimit) * Math.Sqrt((double)k / Days))
                )),
        ];
        double[] all = [.. closes, .. Ahead.SelectMany(d => new[] { d.Widest.Low, d.Widest.High, d.Limit })];
        double margin = Math.Max((all.Max() - all.Min()) * 0.06, Last * 1e-4);
        (_least, _most) = (all.Min() - margin, all.Max() + margin);
    }

    /// <summary>The last closes.</summary>
    public IReadOnlyList<double> Closes { get; }

    /// <summary>The newest of them.</summary>
    public double Last { get; }

    /// <summary>Today and the five days after it.</summary>
    public IReadOnlyList<FanDay> Ahead { get; }

    /// <summary>Place of a price.</summary>
    public double Y(double price) => Bottom - ((price - _least) / (_most - _least) * (Bottom - Top));

    /// <summary>Place of a day ahead.</summary>
    public static double X(int day) => Now + ((Right - Now) * day / Days);

    /// <summary>The line of the closes.</summary>
    public string Past =>
        Points(Closes.Select((c, i) => (Closes.Count < 2 ? Now : 6 + ((Now - 6) * i / (Closes.Count - 1)), Y(c))));

    /// <summary>The line of the loss limit.</summary>
    public string Limit => Points(Ahead.Select(d => (X(d.Day), Y(d.Limit))));

    /// <summary>The outline of a band.</summary>
    public string Band(Func<FanDay, FanRange> of) =>
        Points(
            Ahead.Select(d => (X(d.Day), Y(of(d).High))).Concat(Ahead.Reverse().Select(d => (X(d.Day), Y(of(d).Low))))
        );

    private FanRange Move(double yearly, int days)
    {
        double deviation = yearly / Math.Sqrt(_sessions) * Math.Sqrt(days);
        return new(Last * Math.Exp(-deviation), Last * Math.Exp(deviation));
    }

    private static string Points(IEnumerable<(double X, double Y)> points)
    {
        var text = new StringBuilder();
        foreach ((double x, double y) in points)
            text.Append(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#} ");
        return text.ToString().TrimEnd();
    }
}

/// <summary>Prices from one to another.</summary>
/// <param name="Low">The lower.</param>
/// <param name="High">The upper.</param>
internal sealed record FanRange(double Low, double High);

/// <summary>A day ahead.</summary>
/// <param name="Day">0 for today.</param>
/// <param name="Middle">One standard deviation at the forecast volatility.</param>
/// <param name="Widest">The same at the upper end of its 80 % interval.</param>
/// <param name="Narrowest">The same at the lower end.</param>
/// <param name="Limit">The price that 5 % of moves fall below.</param>
internal sealed record FanDay(int Day, FanRange Middle, FanRange Widest, FanRange Narrowest, double Limit);
