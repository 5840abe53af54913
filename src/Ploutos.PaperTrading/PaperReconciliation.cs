namespace Ploutos.PaperTrading;

/// <summary>The book held against the broker's account.</summary>
/// <param name="Broker">embedded or alpaca.</param>
/// <param name="Agrees">Every position and the cash to the cent are as expected.</param>
/// <param name="ExpectedCash">Cash by the book.</param>
/// <param name="BrokerCash">Cash at the broker.</param>
/// <param name="Differences">What differs.</param>
/// <param name="Accepted">The broker's account was taken over into the book just now.</param>
public sealed record PaperReconciliation(
    string Broker,
    bool Agrees,
    decimal ExpectedCash,
    decimal BrokerCash,
    IReadOnlyList<PaperDifference> Differences,
    bool Accepted = false
);
