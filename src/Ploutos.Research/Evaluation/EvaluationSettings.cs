namespace Ploutos.Research.Evaluation;

/// <summary>What an evaluation ran with.</summary>
/// <param name="Scheme">expanding, rolling or cpcv.</param>
/// <param name="FirstTest">First tested day.</param>
/// <param name="LastTest">Last tested day.</param>
/// <param name="TrainDays">With rolling: days before a test block that are used; else null.</param>
/// <param name="TestGroups">With cpcv: groups that a fold tests; else null.</param>
/// <param name="Paths">Sets of forecasts that each cover every tested day once: 1 for a
/// walk-forward.</param>
/// <param name="Purge">Bars kept free between parts.</param>
/// <param name="Embargo">Further bars kept free after a test block.</param>
/// <param name="Window">Bars that V7.1's attention sees.</param>
/// <param name="Seed">Seed of everything random.</param>
/// <param name="Level">Level of all intervals.</param>
/// <param name="Resamples">Resamples of all intervals.</param>
/// <param name="BlockDays">Mean length of a run of days in a resample.</param>
/// <param name="Hyperparameters">By expert: where V7.1's came from, "defaults" or the file of a
/// search.</param>
public sealed record EvaluationSettings(
    string Scheme,
    DateOnly FirstTest,
    DateOnly LastTest,
    int? TrainDays,
    int? TestGroups,
    int Paths,
    int Purge,
    int Embargo,
    int Window,
    int Seed,
    double Level,
    int Resamples,
    int BlockDays,
    IReadOnlyDictionary<string, string> Hyperparameters
)
{
    /// <summary>By expert: V7.1's hyperparameters in one line (learning rate, batch size, dropout,
    /// weight decay, epochs, widths); null in files of earlier versions.</summary>
    public IReadOnlyDictionary<string, string>? Chosen { get; init; }
}
