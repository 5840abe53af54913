namespace Ploutos.Research.Evaluation;

/// <summary>One fold's figures; BestEpoch is 0 for what has no epochs.</summary>
public sealed record FoldScore(
    int Fold,
    int Rows,
    double BaseRate,
    double Accuracy,
    double Auc,
    double LogLoss,
    int BestEpoch
);
