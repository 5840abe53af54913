using Ploutos.Research.Training;

namespace Ploutos.Benchmarks.Quality;

/// <summary>What an expert reached on a universe: what is printed of it, and all that the totals need, unrounded, so
/// that lines of several processes give the totals of one.</summary>
internal sealed record QualityLine
{
    public required int Universe { get; init; }

    public required int Tickers { get; init; }

    public required int From { get; init; }

    public required int Test { get; init; }

    public required string Expert { get; init; }

    public required int? Window { get; init; }

    public required double? WeightDecay { get; init; }

    public required string? Serves { get; init; }

    public required string? Compared { get; init; }

    public required double? GainOnFolds { get; init; }

    public required double? StandardError { get; init; }

    /// <summary>Null where too few days count.</summary>
    public required double? LogLoss { get; init; }

    /// <summary>Log-loss of each baseline.</summary>
    public required Dictionary<string, double> Baselines { get; init; }

    /// <summary>Gain over each baseline in log-loss, and its interval.</summary>
    public required Dictionary<string, double[]> Gains { get; init; }

    public required string? Verdict { get; init; }

    public required double Seconds { get; init; }

    public static QualityLine Of(Universe universe, TrainedSummary trained) =>
        new()
        {
            Universe = universe.Number + 1,
            Tickers = universe.Tickers.Count,
            From = universe.From.Year,
            Test = universe.TestFrom.Year,
            Expert = trained.Expert,
            Window = trained.Window,
            WeightDecay = trained.WeightDecay,
            Serves = trained.Serving?.Forecaster,
            Compared = trained.Serving?.Compared,
            GainOnFolds = trained.Serving?.Gain,
            StandardError = trained.Serving?.StandardError,
            LogLoss = trained.Evidence?.Auc is null ? null : trained.Evidence.LogLoss!.Value,
            Baselines = trained.Evidence?.Baselines.ToDictionary(b => b.Name, b => b.LogLoss.Value) ?? [],
            Gains =
                trained.Evidence?.Baselines.ToDictionary(
                    b => b.Name,
                    b => new[] { b.LogLossGain.Value, b.LogLossGain.Low, b.LogLossGain.High }
                ) ?? [],
            Verdict = trained.Evidence?.Verdict.Text(),
            Seconds = trained.Seconds,
        };

    /// <summary>As it is printed.</summary>
    public object Shown() =>
        new
        {
            universe = Universe,
            tickers = Tickers,
            from = From,
            test = Test,
            expert = Expert,
            window = Window,
            weight_decay = WeightDecay,
            serves = Serves,
            compared = Compared,
            gain_on_folds = GainOnFolds,
            standard_error = StandardError,
            log_loss = LogLoss,
            baselines = Baselines.ToDictionary(b => b.Key, b => Math.Round(b.Value, 5)),
            gains = Gains.ToDictionary(g => g.Key, g => g.Value.Select(v => Math.Round(v, 5))),
            verdict = Verdict,
            seconds = Math.Round(Seconds, 1),
        };
}
