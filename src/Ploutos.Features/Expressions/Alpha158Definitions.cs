using System.Globalization;

namespace Ploutos.Features.Expressions;

/// <summary>The 158 features of Microsoft Qlib's default set for daily bars (Alpha158), as
/// expressions: nine of the bar's shape, four prices over the close, and 29 over each of five
/// windows.</summary>
internal static class Alpha158Definitions
{
    private const string Span = "($high-$low+1e-12)",
        Upper = "($high-Greater($open,$close))",
        Lower = "(Less($open,$close)-$low)",
        Body = "($close-$open)",
        Churn = "Abs($close/Ref($close,1)-1)*$volume";

    private static readonly int[] s_windows = [5, 10, 20, 30, 60];

    /// <summary>All of them, in Qlib's order of kinds.</summary>
    public static IEnumerable<NamedExpression> All() =>
        [
            new("KMID", Body + "/$open"),
            new("KLEN", "($high-$low)/$open"),
            new("KMID2", $"{Body}/{Span}"),
            new("KUP", Upper + "/$open"),
            new("KUP2", $"{Upper}/{Span}"),
            new("KLOW", Lower + "/$open"),
            new("KLOW2", $"{Lower}/{Span}"),
            new("KSFT", "(2*$close-$high-$low)/$open"),
            new("KSFT2", $"(2*$close-$high-$low)/{Span}"),
            new("OPEN0", "$open/$close"),
            new("HIGH0", "$high/$close"),
            new("LOW0", "$low/$close"),
            new("VWAP0", "$vwap/$close"),
            .. s_windows.SelectMany(n => OfWindow(n.ToString(CultureInfo.InvariantCulture))),
        ];

    private static IEnumerable<NamedExpression> OfWindow(string n) =>
        [
            new("ROC" + n, $"Ref($close,{n})/$close"),
            new("MA" + n, $"Mean($close,{n})/$close"),
            new("STD" + n, $"Std($close,{n})/$close"),
            new("BETA" + n, $"Slope($close,{n})/$close"),
            new("RSQR" + n, $"Rsquare($close,{n})"),
            new("RESI" + n, $"Resi($close,{n})/$close"),
            new("MAX" + n, $"Max($high,{n})/$close"),
            new("MIN" + n, $"Min($low,{n})/$close"),
            new("QTLU" + n, $"Quantile($close,{n},0.8)/$close"),
            new("QTLD" + n, $"Quantile($close,{n},0.2)/$close"),
            new("RANK" + n, $"Rank($close,{n})"),
            new("RSV" + n, $"($close-Min($low,{n}))/(Max($high,{n})-Min($low,{n})+1e-12)"),
            new("IMAX" + n, $"IdxMax($high,{n})/{n}"),
            new("IMIN" + n, $"IdxMin($low,{n})/{n}"),
            new("IMXD" + n, $"(IdxMax($high,{n})-IdxMin($low,{n}))/{n}"),
            new("CORR" + n, $"Corr($close,Log($volume+1),{n})"),
            new("CORD" + n, $"Corr($close/Ref($close,1),Log($volume/Ref($volume,1)+1),{n})"),
            new("CNTP" + n, $"Mean($close>Ref($close,1),{n})"),
            new("CNTN" + n, $"Mean($close<Ref($close,1),{n})"),
            new("CNTD" + n, $"Mean($close>Ref($close,1),{n})-Mean($close<Ref($close,1),{n})"),
            new("SUMP" + n, $"Sum({Rise("$close")},{n})/{Moved("$close", n)}"),
            new("SUMN" + n, $"Sum({Fall("$close")},{n})/{Moved("$close", n)}"),
            new("SUMD" + n, $"(Sum({Rise("$close")},{n})-Sum({Fall("$close")},{n}))/{Moved("$close", n)}"),
            new("VMA" + n, $"Mean($volume,{n})/($volume+1e-12)"),
            new("VSTD" + n, $"Std($volume,{n})/($volume+1e-12)"),
            new("WVMA" + n, $"Std({Churn},{n})/(Mean({Churn},{n})+1e-12)"),
            new("VSUMP" + n, $"Sum({Rise("$volume")},{n})/{Moved("$volume", n)}"),
            new("VSUMN" + n, $"Sum({Fall("$volume")},{n})/{Moved("$volume", n)}"),
            new("VSUMD" + n, $"(Sum({Rise("$volume")},{n})-Sum({Fall("$volume")},{n}))/{Moved("$volume", n)}"),
        ];

    private static string Rise(string x) => $"Greater(({x}-Ref({x},1)),0)";

    private static string Fall(string x) => $"Greater(Ref({x},1)-{x},0)";

    private static string Moved(string x, string n) => $"(Sum(Abs(({x}-Ref({x},1))),{n})+1e-12)";
}
