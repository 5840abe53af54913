using Ploutos.Signals.Ledger;

namespace Ploutos.Signals.History;

/// <summary>Which signals to write where.</summary>
/// <param name="Query">Which.</param>
/// <param name="File">The file.</param>
/// <param name="Format">How; null for what the file's ending says.</param>
/// <param name="Replace">Also where the file exists.</param>
public sealed record SignalExportRequest(
    SignalQuery Query,
    string File,
    SignalExportFormat? Format = null,
    bool Replace = false
);
