using System.Globalization;

namespace Ploutos.PaperTrading.Brokers;

/// <summary>The one place where the simulator's doubles become the account's decimals. Cash is in
/// whole cents, halves away from zero; a fill's price has four decimals and shares have nine (what
/// brokers keep of a fraction).</summary>
internal static class Money
{
    public static decimal Cents(double amount) => Cents((decimal)amount);

    public static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    public static decimal Price(double price) => Math.Round((decimal)price, 4, MidpointRounding.AwayFromZero);

    public static decimal Shares(double shares) => Math.Round((decimal)shares, 9, MidpointRounding.AwayFromZero);

    /// <summary>Shares to order: whole ones, or six decimals where fractions are allowed, always
    /// towards zero.</summary>
    public static decimal Orderable(double shares, bool fractions)
    {
        decimal exact = Shares(shares);
        return fractions ? Math.Truncate(exact * 1_000_000) / 1_000_000 : Math.Truncate(exact);
    }

    /// <summary>As it is stored: no rounding, no culture.</summary>
    public static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static decimal Parse(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
