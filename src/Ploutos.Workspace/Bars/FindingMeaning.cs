using Ploutos.MarketData.Quality;

namespace Ploutos.Workspace.Bars;

/// <summary>What a serious finding means for whatever stands on the bars.</summary>
internal static class FindingMeaning
{
    public static string Of(QualityReason reason) =>
        reason switch
        {
            QualityReason.SuspectedSplit =>
                "Where a split was not adjusted for, the prices before and after that day count other shares, and the"
                    + " move between them is no gain or loss.",
            QualityReason.SplitMismatch =>
                "Prices and split contradict each other, so that the move on that day may be no gain or loss.",
            QualityReason.DividendMismatch =>
                "Prices and dividends contradict each other, so that returns are too low or too high.",
            QualityReason.UnexplainedJump or QualityReason.RevertingSpike =>
                "A price that nobody paid makes returns and volatility that never were.",
            QualityReason.Gap => "The days without a bar hide what happened in them, and make one return of many.",
            QualityReason.StaleRun => "Prices that stand still show neither returns nor risk, though there were some.",
            QualityReason.SourcesDisagree => "One of the two sources is wrong, and which one is not known.",
            QualityReason.DuplicateDate => "One of the two rows of that day is wrong, and which one is not known.",
            QualityReason.OutsideRange => "Other rows of a source that contradicts itself may be wrong unseen.",
            QualityReason.LostRows => "What is left is not the series that was traded.",
            _ => "The bars may mislead a model.",
        };
}
