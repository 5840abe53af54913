namespace Ploutos.PaperTrading;

/// <summary>A broker could not be asked, or answered what makes no sense. Nothing was taken over
/// from it.</summary>
public sealed class BrokerException(string message, Exception? inner = null) : Exception(message, inner);
