namespace Ploutos.Research.Evaluation;

/// <summary>One path's figures.</summary>
public sealed record PathScore(int Path, double Accuracy, double Auc, double LogLoss, double Brier);
