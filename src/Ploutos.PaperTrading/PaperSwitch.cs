namespace Ploutos.PaperTrading;

/// <summary>The kill switch.</summary>
/// <param name="Stopped">No order is given.</param>
/// <param name="Since">Since when, where the file says so.</param>
/// <param name="Reason">Why.</param>
/// <param name="File">The file that does it.</param>
/// <param name="Notes">What became of the open orders when it was set.</param>
public sealed record PaperSwitch(
    bool Stopped,
    DateTimeOffset? Since,
    string? Reason,
    string File,
    IReadOnlyList<string> Notes
);
