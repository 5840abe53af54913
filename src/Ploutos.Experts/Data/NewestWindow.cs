using Ploutos.Experts.Registry;
using Ploutos.Features;
using Ploutos.Features.Splits;

namespace Ploutos.Experts.Data;

/// <summary>The inputs of a prediction: the scaled features of a series' last window.</summary>
internal static class NewestWindow
{
    /// <summary>Writes [window, features], oldest bar first.</summary>
    /// <exception cref="ArgumentException">A feature is missing on one of the days.</exception>
    public static void Write(TrainedExpert expert, FeatureMatrix features, Span<float> inputs)
    {
        if (!features.Bars.HasVolume && expert.Definition.Features.VolumeInputs is { Count: > 0 } needed)
            throw new ArgumentException(
                $"{features.Bars.Ticker} has no volume, which the {expert.Definition.Name} expert needs for"
                    + $" {string.Join(", ", needed)}: it cannot forecast this ticker."
            );
        int window = expert.Window,
            last = features.Rows - 1;
        for (int column = 0; column < features.Columns; column++)
        {
            ReadOnlySpan<double> newest = features.Column(column, new RowRange(last - window + 1, last + 1));
            for (int t = 0; t < window; t++)
            {
                if (!double.IsFinite(newest[t]))
                {
                    throw new ArgumentException(
                        $"{features.Bars.Ticker}: the feature '{features.Names[column]}' is missing on "
                            + $"{features.Dates[last - window + 1 + t]:yyyy-MM-dd}, but the {expert.Definition.Name}"
                            + $" expert needs it on each of "
                            + $"the last {window} bars. Check the bars of that time."
                    );
                }
            }
        }

        expert.Scaler.Transform(features, new RowRange(last - window + 1, last + 1), inputs);
    }
}
