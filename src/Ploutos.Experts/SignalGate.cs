using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;

namespace Ploutos.Experts;

/// <summary>A signal as the vote gave it, and as the evidence allows it to be shown.</summary>
/// <param name="Signal">What may be shown.</param>
/// <param name="Raw">What the vote says.</param>
/// <param name="Reason">Why they differ; null where they don't.</param>
public sealed record GatedSignal(Signal Signal, Signal Raw, string? Reason);

/// <summary>STRONG has to be earned: a STRONG BUY or STRONG SELL needs at least one proven
/// directional expert (momentum or reversion, or who else votes for a direction;
/// <see cref="ModelEvidence.Proven"/>), otherwise it is a plain BUY or SELL.
/// STRONG HOLD stays: it claims no direction.</summary>
public static class SignalGate
{
    /// <summary>Applies the rule.</summary>
    /// <param name="raw">The vote's signal.</param>
    /// <param name="directional">The experts that vote for a direction.</param>
    /// <param name="isProven">Whether one of them is proven.</param>
    /// <param name="outOfSample">Whether the day chose nothing about any of the models; proof does
    /// not reach into a sample.</param>
    public static GatedSignal Apply(
        Signal raw,
        IReadOnlyList<string> directional,
        bool isProven,
        bool outOfSample = true
    )
    {
        ArgumentNullException.ThrowIfNull(directional);
        if (raw is not (Signal.StrongBuy or Signal.StrongSell) || (outOfSample && isProven))
            return new(raw, raw, null);
        Signal plain = raw == Signal.StrongBuy ? Signal.Buy : Signal.Sell;
        return new(
            plain,
            raw,
            isProven
                ? "STRONG needs a day that is out of the sample of all models, and this one is not, or it is not known"
                : $"STRONG needs a proven directional expert, and {NoneOf(directional)} is proven"
        );
    }

    private static string NoneOf(IReadOnlyList<string> experts) =>
        experts.Count switch
        {
            0 => "none",
            1 => $"not even {experts[0]}",
            2 => $"neither {experts[0]} nor {experts[1]}",
            _ => $"none of {string.Join(", ", experts)}",
        };

    /// <summary>Whether an expert counts as proven for bars of an origin, and where it does
    /// not, why.</summary>
    /// <param name="expert">The expert.</param>
    /// <param name="simulatedBars">Whether the bars are simulated.</param>
    /// <param name="asOf">The day of the signal; null for the expert in general. Nothing is proven
    /// for a day that chose something about the expert.</param>
    public static (bool Proven, string? Reason) Standing(
        TrainedExpert expert,
        bool simulatedBars,
        DateOnly? asOf = null
    )
    {
        ArgumentNullException.ThrowIfNull(expert);
        if (expert.NotKnown() is { } notKnown)
            return (false, notKnown);
        if (expert.Evidence is not { } evidence)
        {
            return (
                false,
                expert.Card.Days.TestFrom is null
                    ? "it was trained without a test range, so there is no evidence; train again with one"
                    : "there is no evidence of it (it was made by an earlier version); train again"
            );
        }

        if (expert.Card.Simulated != simulatedBars)
            return (
                false,
                expert.Card.Simulated
                    ? "it was tested on simulated bars, which prove nothing of real ones"
                    : "it was tested on real bars, not on simulated ones"
            );
        if (evidence.From <= expert.ThresholdsTo)
            return (
                false,
                $"the vote's thresholds were fitted on days up to {expert.ThresholdsTo:yyyy-MM-dd}, and its test begins"
                    + $" on {evidence.From:yyyy-MM-dd}; train all its experts with one first day of the test"
            );
        if (asOf is { } day && !expert.IsOutOfSample(day))
            return (
                false,
                $"{day:yyyy-MM-dd} is not known to be out of its sample, so its test says nothing of that day"
            );
        if (evidence.Proven)
            return (true, null);
        (BaselineEvidence auc, BaselineEvidence loss) = (evidence.BestByAuc, evidence.BestByLogLoss);
        string[] worse =
        [
            .. auc.AucGain.High < 0 ? (string[])[$"AUC than {auc.Name}"] : [],
            .. loss.LogLossGain.High < 0 ? (string[])[$"log-loss than {loss.Name}"] : [],
        ];
        if (worse.Length > 0)
            return (false, $"worse beyond chance in {string.Join(" and in ", worse)}");
        string[] missing =
        [
            .. auc.AucGain.Low > 0 ? (string[])[] : [$"AUC against {auc.Name}"],
            .. loss.LogLossGain.Low > 0 ? (string[])[] : [$"log-loss against {loss.Name}"],
        ];
        return (
            false,
            missing.Length > 0
                ? $"no advantage beyond chance in {string.Join(" and ", missing)}"
                : $"its advantage over {auc.Name} and {loss.Name} does not survive the correction for all comparisons"
                    + " (Holm)"
        );
    }
}
