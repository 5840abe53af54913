using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Sources.Files;

/// <summary>What is known of files of bars before they are read.</summary>
public sealed record BarFileOptions
{
    /// <summary>A .NET date format such as <c>dd/MM/yyyy</c>, for files whose dates can be read in
    /// two ways; null finds it.</summary>
    public string? DateFormat { get; init; }

    /// <summary>Whose bars they are, where neither name nor content says it; bars of several files
    /// are joined. Null leaves it to the files.</summary>
    public string? Ticker { get; init; }

    /// <summary>The market of tickers that name none, by its code such as <c>XLON</c>; null for New
    /// York.</summary>
    public string? Market { get; init; }

    /// <summary>Only these tickers; null for all.</summary>
    public IReadOnlySet<string>? Tickers { get; init; }

    /// <summary>Where given, files of usual size are read ahead on all cores, and this is told of each series
    /// of a file as soon as it is read: on any thread, in any order, and of series that are refused or
    /// joined later as well. The answers come in the same order all the same. What it throws is ignored.</summary>
    public Action<DeliveredSeries>? OnRead { get; init; }
}

/// <summary>What became of one file, or of bars that were joined from several.</summary>
public sealed record BarFileReading
{
    /// <summary>The file: its path, with the entry's name where it is an archive.</summary>
    public required string File { get; init; }

    /// <summary>The series that it gave, one a ticker.</summary>
    public IReadOnlyList<DeliveredSeries> Series { get; init; } = [];

    /// <summary>How many tickers it gave bars of that come with the joined ones of other
    /// files.</summary>
    public int Joined { get; init; }

    /// <summary>Rows that it held, where they are joined with others.</summary>
    public int JoinedRows { get; init; }

    /// <summary>Whether these are the joined bars of several files.</summary>
    public bool IsJoin { get; init; }

    /// <summary>Why nobody looked for bars in it; null where somebody did.</summary>
    public string? Skipped { get; init; }

    /// <summary>Why it can't be read; null where it can.</summary>
    public MarketDataException? Refused { get; init; }
}
