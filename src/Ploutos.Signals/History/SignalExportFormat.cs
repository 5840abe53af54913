namespace Ploutos.Signals.History;

/// <summary>How exported signals are written.</summary>
public enum SignalExportFormat
{
    /// <summary>A line a signal, with a column for each expert's probability and outcome.</summary>
    Csv,

    /// <summary>A list of objects.</summary>
    Json,
}
