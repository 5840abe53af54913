namespace Ploutos.Signals.Ledger;

/// <summary>The kinds' names in files, options and tables.</summary>
public static class SignalKindNames
{
    /// <summary>daily or predict.</summary>
    public static string Text(this SignalKind kind) =>
        kind switch
        {
            SignalKind.Daily => "daily",
            SignalKind.Predict => "predict",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), $"There is no kind {(int)kind} of signal."),
        };

    /// <summary>The kind of a name; null where it is none.</summary>
    public static SignalKind? Parse(string? name) =>
        name switch
        {
            "daily" => SignalKind.Daily,
            "predict" => SignalKind.Predict,
            _ => null,
        };
}
