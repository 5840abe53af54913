namespace Ploutos.MarketData.Calendar.Rules;

/// <summary>A day, and why it is special.</summary>
internal readonly record struct NamedDay(DateOnly Date, string Name);
