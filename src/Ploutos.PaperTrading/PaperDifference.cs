namespace Ploutos.PaperTrading;

/// <summary>One thing in which the book and the broker differ.</summary>
/// <param name="What">cash, or a ticker.</param>
/// <param name="Expected">Cents or shares by the book.</param>
/// <param name="Broker">Cents or shares at the broker.</param>
public sealed record PaperDifference(string What, decimal Expected, decimal Broker);
