namespace Ploutos.Neural.Losses;

/// <summary>Focal loss with class weights (Lin et al. 2017): alpha (1 - p_t)^gamma w_y (-log p_t),
/// p_t the softmax probability of the true class. Its gradient at the true class's logit is alpha w
/// (gamma p (1 - p)^gamma log p - (1 - p)^(gamma + 1)), at the other one the negative. gamma = 0
/// with alpha = 1 is weighted cross-entropy.</summary>
public sealed record FocalLoss
{
    /// <summary>A plain factor.</summary>
    public double Alpha { get; init; } = 0.25;

    /// <summary>How much easy examples are played down; 0 not at all.</summary>
    public double Gamma { get; init; } = 2;

    /// <summary>Weight of class 0 (DOWN, LOW).</summary>
    public double Weight0 { get; init; } = 1;

    /// <summary>Weight of class 1 (UP, HIGH).</summary>
    public double Weight1 { get; init; } = 1;

    /// <summary>The loss of one bar and its gradient at the logit of class 1.</summary>
    /// <param name="margin">Logit of class 1 minus logit of class 0.</param>
    /// <param name="label">The true class, 0 or 1.</param>
    /// <param name="gradient">d loss / d logit 1 = -d loss / d logit 0.</param>
    public double Evaluate(double margin, int label, out double gradient)
    {
        double towards = label == 1 ? margin : -margin;
        double small = Math.Exp(-Math.Abs(towards)),
            inverse = 1 / (1 + small);
        double wrong = towards >= 0 ? small * inverse : inverse;
        double right = 1 - wrong;
        double logRight = (towards >= 0 ? 0 : towards) - Math.Log(1 + small);
        double focus =
            Gamma == 2 ? wrong * wrong
            : Gamma == 0 ? 1
            : Math.Pow(wrong, Gamma);
        double factor = Alpha * (label == 1 ? Weight1 : Weight0);
        double slope = factor * focus * (Gamma * right * logRight - wrong);
        gradient = label == 1 ? slope : -slope;
        return -factor * focus * logRight;
    }

    /// <summary>
    /// The mean loss over the bars that count, and its gradient at the logits.
    /// </summary>
    /// <param name="logits0">Logits of class 0, [M].</param>
    /// <param name="logits1">Logits of class 1, [M].</param>
    /// <param name="labels">0 or 1; a negative label marks a bar that bears no loss.</param>
    /// <param name="gradient0">Gradient at the logits of class 0, [M].</param>
    /// <param name="gradient1">Gradient at the logits of class 1, [M].</param>
    /// <returns>The sum of the losses and the number of bars that count.</returns>
    public (double Sum, int Count) Backward(
        ReadOnlySpan<float> logits0,
        ReadOnlySpan<float> logits1,
        ReadOnlySpan<sbyte> labels,
        Span<float> gradient0,
        Span<float> gradient1
    )
    {
        int count = 0;
        foreach (sbyte label in labels)
            count += label >= 0 ? 1 : 0;
        double sum = 0,
            share = count == 0 ? 0 : 1.0 / count;
        for (int m = 0; m < labels.Length; m++)
        {
            if (labels[m] < 0)
            {
                gradient0[m] = gradient1[m] = 0f;
                continue;
            }

            sum += Evaluate((double)logits1[m] - logits0[m], labels[m], out double gradient);
            gradient1[m] = (float)(gradient * share);
            gradient0[m] = -gradient1[m];
        }

        return (sum, count);
    }
}
