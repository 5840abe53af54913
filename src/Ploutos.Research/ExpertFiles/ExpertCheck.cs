namespace Ploutos.Research.ExpertFiles;

/// <summary>What an expert's file gives on the stored bars.</summary>
/// <param name="Expert">The expert.</param>
/// <param name="Tickers">Tickers of the store.</param>
/// <param name="Bars">Their bars.</param>
/// <param name="Rows">Bars on which every input and the label are known.</param>
/// <param name="ClassOne">Share of class 1 among these; null where there are none.</param>
/// <param name="Notes">What a training will trip over, and where.</param>
public sealed record ExpertCheck(
    ExpertView Expert,
    int Tickers,
    int Bars,
    int Rows,
    double? ClassOne,
    IReadOnlyList<string> Notes
);
