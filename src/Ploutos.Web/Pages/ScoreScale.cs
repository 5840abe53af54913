namespace Ploutos.Web.Pages;

/// <summary>Where score and thresholds stand on a scale 250 units wide. Scores of daily bars
/// are small beside 1, so that the scale reaches only as far as needed; its ends are written on
/// it.</summary>
internal sealed class ScoreScale
{
    private const double Middle = 125,
        Half = 120;

    public ScoreScale(double score, double weak, double strong)
    {
        (Score, Weak, Strong) = (score, weak, strong);
        Reach = Math.Clamp(Math.Max(Math.Abs(score) * 1.15, strong * 1.7), 1e-6, 1);
    }

    /// <summary>The score, -1 .. 1.</summary>
    public double Score { get; }

    /// <summary>Threshold of BUY and SELL.</summary>
    public double Weak { get; }

    /// <summary>Threshold of the STRONG ones.</summary>
    public double Strong { get; }

    /// <summary>The scale runs from minus this to this.</summary>
    public double Reach { get; }

    /// <summary>The place of a score.</summary>
    public double X(double score) => Middle + (Math.Clamp(score / Reach, -1, 1) * Half);

    /// <summary>The five zones from left to right.</summary>
    public IReadOnlyList<(string Name, double From, double To)> Zones =>
        [
            ("down2", X(-Reach), X(-Strong)),
            ("down", X(-Strong), X(-Weak)),
            ("hold", X(-Weak), X(Weak)),
            ("up", X(Weak), X(Strong)),
            ("up2", X(Strong), X(Reach)),
        ];
}
