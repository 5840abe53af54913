namespace Ploutos.MarketData.Columns;

/// <summary>A row of a file of columns.</summary>
/// <param name="Date">The day that its values are about.</param>
/// <param name="KnownFrom">The first day whose bar may use them.</param>
/// <param name="Values">In the order of the columns; NaN where a cell is empty.</param>
/// <param name="Line">Where it stands.</param>
internal sealed record ColumnEntry(DateOnly Date, DateOnly KnownFrom, double[] Values, long Line);
