namespace Ploutos.Research.Evaluation;

/// <summary>Rows of alike probability.</summary>
/// <param name="MeanProbability">What was forecast.</param>
/// <param name="Frequency">What came.</param>
/// <param name="Rows">Rows in the bin.</param>
public sealed record CalibrationBin(double MeanProbability, double Frequency, int Rows);
