namespace Ploutos.PaperTrading;

/// <summary>A day of the account.</summary>
public sealed record PaperDay(DateOnly Day, decimal Cash, decimal Equity);
