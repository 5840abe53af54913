using Ploutos.Workflows;
using Ploutos.Workflows.Viewing;

namespace Ploutos.Web.Pages;

/// <summary>Today's prediction beside that of the bar before, both made by today's models.</summary>
/// <param name="Now">From all bars.</param>
/// <param name="Before">From the bars up to the one before; null where there is none.</param>
/// <param name="Close">The last close.</param>
/// <param name="CloseBefore">The close before.</param>
internal sealed record DayChanges(Prediction Now, Prediction? Before, double Close, double CloseBefore)
{
    /// <summary>Calendar days that surely hold two bars: the longest pause of the exchange since 1933 was a week.</summary>
    private const int Lookback = 30;

    public static DayChanges Of(IWorkspaceViews views, IPloutosWorkflows workflows, string ticker)
    {
        Prediction now = views.Analysis(ticker);
        BarColumns bars = views.Bars(ticker, now.AsOf.AddDays(-Lookback), now.AsOf);
        if (bars.Dates.Count < 2)
            return new(now, null, bars.Close.Count > 0 ? bars.Close[^1] : double.NaN, double.NaN);
        Prediction before = workflows.Predict(new(ticker, bars.Dates[^2], now.WeakThreshold, now.StrongThreshold, Log: false, Offline: true));
        return new(now, before, bars.Close[^1], bars.Close[^2]);
    }
}
