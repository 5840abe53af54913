namespace Ploutos.MarketData.Delivery;

/// <summary>How a file writes its dates.</summary>
/// <param name="Format">The .NET format by which they were read.</param>
/// <param name="RuledOut">Another that reads them all, and was ruled out by what the days would be; null
/// where no other does.</param>
internal readonly record struct DateForm(string Format, string? RuledOut);
