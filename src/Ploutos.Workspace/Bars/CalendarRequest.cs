namespace Ploutos.Workspace.Bars;

/// <summary>Which days of which market are asked for.</summary>
/// <param name="Market">Its market identifier code, such as <c>XPAR</c>; <c>24/7</c>,
/// <c>24/5</c>.</param>
/// <param name="From">First day; without it, the first of this year, or of the year of
/// <paramref name="To"/>.</param>
/// <param name="To">Last day; without it, the last of the year of <paramref name="From"/>.</param>
public sealed record CalendarRequest(string Market, DateOnly? From = null, DateOnly? To = null);
