using Ploutos.Research.Evaluation;
using Ploutos.Research.Training;

namespace Ploutos.Research.Models;

/// <summary>What one or two versions of an expert's model say of days that none of them was made from, row
/// by row held against what came.</summary>
public sealed record ModelDiagnosis
{
    /// <summary>momentum, reversion, volatility, or the name of an expert of a file.</summary>
    public required string Expert { get; init; }

    /// <summary>What class 0 and class 1 are called.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Rows: a ticker's day each. The same rows for all versions.</summary>
    public required int Rows { get; init; }

    /// <summary>Frequency of class 1 (UP, HIGH) in them.</summary>
    public required double Rate { get; init; }

    /// <summary>The versions, in the order asked.</summary>
    public required IReadOnlyList<DiagnosedVersion> Versions { get; init; }
}

/// <summary>One version's forecasts against what came.</summary>
/// <param name="Version">The version.</param>
/// <param name="Metrics">auc, log_loss, brier and accuracy, each with its block-bootstrap interval.</param>
/// <param name="Roc">The ROC curve from (0, 0) to (1, 1), at most 101 points.</param>
/// <param name="Calibration">Ten bins of equal count, by probability.</param>
/// <param name="Confusion">Calls at 0.5 against what came.</param>
public sealed record DiagnosedVersion(
    string Version,
    IReadOnlyDictionary<string, Interval> Metrics,
    IReadOnlyList<RocPoint> Roc,
    IReadOnlyList<CalibrationBin> Calibration,
    ConfusionCounts Confusion
);

/// <summary>A point of an ROC curve, of one threshold.</summary>
/// <param name="FalsePositiveRate">Share of class 0 that is called class 1, 0 .. 1.</param>
/// <param name="TruePositiveRate">Share of class 1 that is called class 1, 0 .. 1.</param>
public sealed record RocPoint(double FalsePositiveRate, double TruePositiveRate);
