using System.Globalization;
using System.Security.Cryptography;
using Ploutos.Experts;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Foreign;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.ExpertFiles;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Predict;

/// <summary>An ONNX file that is named for one forecast. What days it learned from is not known, so it has no
/// evidence.</summary>
internal sealed class ForeignAnswer : IAnswer, IDisposable
{
    /// <summary>The metadata of a file of Ploutos that name its expert.</summary>
    private const string NameOfExpert = "expert";

    private readonly ServedForeign _model;
    private readonly string _file;

    private ForeignAnswer(ExpertDefinition expert, ServedForeign model, string file) =>
        (Expert, _model, _file) = (expert, model, file);

    public ExpertDefinition Expert { get; }

    public string Version =>
        $"{Path.GetFileName(_file)} (SHA-256 {Convert.ToHexStringLower(SHA256.HashData(_model.Content))[..8]}...)";

    public int RequiredBars => _model.RequiredBars;

    public bool Abstains => false;

    public bool? Simulated => null;

    /// <summary>Reads the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="expert">The expert whose inputs it reads; null for the one that its metadata
    /// name.</param>
    /// <param name="catalog">The workspace's experts.</param>
    /// <param name="reader">What reads it; null where the program has none.</param>
    /// <exception cref="PloutosException">There is no such expert, or the file names none.</exception>
    /// <exception cref="InvalidDataException">The file breaks a rule, or can't be read here.</exception>
    public static ForeignAnswer Read(string file, string? expert, ExpertCatalog catalog, IForeignModelReader? reader)
    {
        reader = ForeignFile.Require(reader);
        byte[] content = ForeignFile.Read(file);
        ExpertDefinition definition = catalog.Get(
            expert
                ?? reader.MetadataOf(content, file).GetValueOrDefault(NameOfExpert)
                ?? throw new PloutosException(
                    Fault.WrongUsage,
                    $"'{file}' does not say which expert's inputs it reads. Name the expert."
                )
                {
                    Remedies = [new ChangeOption("expert", "the expert whose inputs the file reads")],
                }
        );
        if (definition.Features.NeedsMarket)
            throw new PloutosException(
                Fault.WrongUsage,
                $"A file that is named for one forecast reads inputs of one ticker, but those of {definition.Name} look"
                    + " at all tickers of a day. Make an expert of it (model: onnx) and train that: then its tickers"
                    + " are known."
            );
        return new(
            definition,
            new(reader.Read(content, file, definition.Features.Count), definition.Features, content),
            file
        );
    }

    /// <summary>Lets go of the file's model, which nobody else has.</summary>
    public void Dispose() => (_model.Model as IDisposable)?.Dispose();

    public bool IsOutOfSample(DateOnly day) => false;

    public ServingMarkets? Markets(BarStore store) => null;

    public double Probability(BarSeries bars, MarketFeatures? market)
    {
        double p = new ForeignForecasts(_model, [bars], market).Probabilities([new TableRow(0, bars.Count - 1)])[0];
        return !double.IsNaN(p)
            ? p
            : throw new NoDataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{bars.Ticker}: an input of {Expert.Name} is missing on one of the last"
                        + $" {_model.Model.Window} bar(s) up to {bars.Dates[^1]:yyyy-MM-dd}, or '{_file}' gives no"
                        + $" number for them. Check the bars."
                )
            );
    }

    public (bool Proven, string Line) Evidence(bool simulated, DateOnly day) =>
        (
            false,
            "not proven: what days the file learned from is not known here; an expert's file with model onnx says it"
        );
}
