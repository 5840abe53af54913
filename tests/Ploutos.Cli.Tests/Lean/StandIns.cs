#pragma warning disable CA1050, CA1716, CA1720, CA1724, IDE0130 // named and laid out as LEAN's own

// LEAN's packages are not referenced. These stand-ins have the names and parameters of its types that the example
// uses, so that the same source compiles here and a test can hand it lines.
namespace QuantConnect
{
    public enum Resolution
    {
        Daily,
    }

    public enum SubscriptionTransportMedium
    {
        LocalFile,
    }

    public static class Globals
    {
        public static string DataFolder => "/data";
    }

    public sealed record Symbol(string Value);
}

namespace QuantConnect.Data
{
    public sealed record SubscriptionDataConfig(Symbol Symbol);

    public sealed class SubscriptionDataSource(string source, SubscriptionTransportMedium transportMedium)
    {
        public string Source { get; } = source;

        public SubscriptionTransportMedium TransportMedium { get; } = transportMedium;

        public bool Sort { get; init; }
    }

    public abstract class BaseData
    {
        public Symbol? Symbol { get; set; }

        public DateTime Time { get; set; }

        public virtual DateTime EndTime { get; set; }

        public decimal Value { get; set; }

        public abstract SubscriptionDataSource GetSource(SubscriptionDataConfig config, DateTime date, bool isLiveMode);

        public abstract BaseData? Reader(SubscriptionDataConfig config, string line, DateTime date, bool isLiveMode);
    }
}

namespace QuantConnect.Algorithm
{
    public abstract class QCAlgorithm
    {
        public List<(string Ticker, double Share)> Held { get; } = [];

        public List<string> Asked { get; } = [];

        public abstract void Initialize();

        public void SetStartDate(int year, int month, int day) => Asked.Add($"{new DateOnly(year, month, day):O}");

        public void AddEquity(string ticker, Resolution resolution) => Asked.Add($"{ticker} {resolution}");

        public void AddData<T>(string ticker, Resolution resolution) =>
            Asked.Add($"{typeof(T).Name} {ticker} {resolution}");

        public void SetHoldings(string ticker, double share) => Held.Add((ticker, share));
    }
}
