namespace Ploutos.Alerts;

/// <summary>A ticker's signal of a day, to be held against the one before it.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="AsOf">The day of the bar that it was made from.</param>
/// <param name="Signal">Its name, such as BUY.</param>
public sealed record SeenSignal(string Ticker, DateOnly AsOf, string Signal);
