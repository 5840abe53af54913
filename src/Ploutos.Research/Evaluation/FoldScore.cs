namespace Ploutos.Research.Evaluation;

/// <summary>One fold's figures.</summary>
public sealed record FoldScore
{
    /// <summary>The number of the fold.</summary>
    public required int Fold { get; init; }

    /// <summary>Rows tested.</summary>
    public required int Rows { get; init; }

    /// <summary>Share of rows whose label is 1, in 0 .. 1.</summary>
    public required double BaseRate { get; init; }

    /// <summary>Share of rows classified correctly, in 0 .. 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Area under the ROC curve, in 0 .. 1.</summary>
    public required double Auc { get; init; }

    /// <summary>Mean log-loss, in nats.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The epoch that was kept; 0 for what has no epochs.</summary>
    public required int BestEpoch { get; init; }
}
