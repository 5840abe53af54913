namespace Ploutos.MarketData.Columns;

/// <summary>What becomes of the rows of a file that are known after a day.</summary>
public enum ColumnFuture
{
    /// <summary>Their values are made up.</summary>
    Replaced,

    /// <summary>They are not there.</summary>
    LeftOut,

    /// <summary>Their values change places among them.</summary>
    Shuffled,
}
