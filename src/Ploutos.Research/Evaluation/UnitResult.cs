namespace Ploutos.Research.Evaluation;

/// <summary>The forecasts of one forecaster of one expert in one fold: what a second start need not
/// do again.</summary>
internal sealed record UnitResult
{
    /// <summary>v7.1, v7, a baseline's or an ablation's name.</summary>
    public required string Forecaster { get; init; }

    public required string Expert { get; init; }

    /// <summary>Counted from 1.</summary>
    public required int Fold { get; init; }

    /// <summary>Numbers of the validation rows (<see cref="RowSpace"/>); empty for a baseline,
    /// which has learned from them.</summary>
    public required int[] ValidationRows { get; init; }

    /// <summary>Probability of class 1 of each.</summary>
    public required double[] Validation { get; init; }

    /// <summary>Numbers of the test rows.</summary>
    public required int[] TestRows { get; init; }

    /// <summary>Probability of class 1 of each.</summary>
    public required double[] Test { get; init; }

    /// <summary>Whether the network's calibration found nothing in its margin: every forecast is the
    /// base rate, and its vote counts nothing.</summary>
    public bool Abstains { get; init; }

    /// <summary>The epoch that was kept, counted from 1; 0 for a baseline.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Training and calibration.</summary>
    public required double FitSeconds { get; init; }

    /// <summary>From scaled features to probability, one thread, the whole test block at once.</summary>
    public required double MicrosecondsARow { get; init; }
}
