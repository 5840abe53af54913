using Ploutos.Research.Training;

namespace Ploutos.Workflows.Views;

/// <summary>One expert's opinion in short.</summary>
public sealed record OpinionGlance(string Expert, string Class, double Probability, bool Proven, ProofVerdict? Verdict);
