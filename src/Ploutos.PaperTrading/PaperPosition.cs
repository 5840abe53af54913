namespace Ploutos.PaperTrading;

/// <summary>One position of the paper account.</summary>
/// <param name="Ticker">What is held.</param>
/// <param name="Shares">How much; below 0 sold short.</param>
/// <param name="Close">The last known close.</param>
/// <param name="Worth">Shares times close, in cents.</param>
public sealed record PaperPosition(string Ticker, decimal Shares, decimal? Close, decimal? Worth);
