using Ploutos.Features.Expressions;

namespace Ploutos.Research.Studies;

/// <summary>The simple signals that are studied.</summary>
internal static class StudySignals
{
    public static IReadOnlyList<StudySignal> All { get; } =
    [
        new("close_in_range", "($close-$low)/($high-$low)"),
        new("gap", "$open/Ref($close,1)-1"),
        new("return_1", "$close/Ref($close,1)-1"),
        new("return_5", "$close/Ref($close,5)-1"),
        new("return_21", "$close/Ref($close,21)-1"),
        new("return_63", "$close/Ref($close,63)-1"),
        new("momentum_12_1", "Ref($close,21)/Ref($close,252)-1"),
        new("high_252", "$close/Max($high,252)"),
        new("volume_22", "Log($volume/Mean($volume,22))"),
        new("volatility_22", "Std($close/Ref($close,1),22)"),
    ];

    public static ExpressionSet Expressions { get; } =
        ExpressionSet.Inputs("study", All.Select(s => new NamedExpression(s.Name, s.Formula)));
}
