namespace Ploutos.MarketData.Sources.Tables;

/// <summary>How a table writes numbers. A table has one form.</summary>
internal enum NumberForm
{
    /// <summary><c>1,234.50</c>: a decimal point, perhaps commas between thousands.</summary>
    Point,

    /// <summary><c>1.234,50</c>: a decimal comma, perhaps points or blanks between thousands.</summary>
    Comma,
}
