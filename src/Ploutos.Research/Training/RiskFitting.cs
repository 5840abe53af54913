using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.Features;
using Ploutos.Features.Splits;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Training;

/// <summary>Fits the risk model on training bars, tests it on the days that count as evidence
/// (<see cref="EvidenceDays"/>), and makes it the current one. Where too few days count it has no
/// evidence.</summary>
public sealed class RiskFitting(WorkspaceFolder workspace, TimeProvider time)
{
    private readonly RiskRegistry _registry = new(workspace.ModelsFolder);

    /// <summary>Fits the model.</summary>
    /// <param name="bars">The bars.</param>
    /// <param name="testFrom">First day of the test; null for the default.</param>
    /// <param name="progress">Where progress goes; may be null.</param>
    /// <param name="onlyOutdated">A model of the same bars and days stays.</param>
    /// <param name="candidate">Store it as a version that does not forecast yet, where another
    /// does.</param>
    /// <exception cref="ArgumentException">There are too few rows.</exception>
    public RiskModel Run(
        TrainingBars bars,
        DateOnly? testFrom,
        IProgress<WorkflowEvent>? progress,
        bool onlyOutdated = false,
        bool candidate = false
    )
    {
        (RiskModel? model, string? lack) = Fit(bars, testFrom, progress, onlyOutdated, candidate);
        return model ?? throw new ArgumentException(lack, nameof(bars));
    }

    /// <summary>The same beside an expert's training; null, with a note, where there are too few rows:
    /// that is no reason not to train the expert.</summary>
    /// <inheritdoc cref="Run"/>
    public RiskModel? TryRun(
        TrainingBars bars,
        DateOnly? testFrom,
        IProgress<WorkflowEvent>? progress,
        bool onlyOutdated = false,
        bool candidate = false
    )
    {
        (RiskModel? model, string? lack) = Fit(bars, testFrom, progress, onlyOutdated, candidate);
        if (model is null)
            progress?.Report(new Note($"The risk model was not fitted: {lack}", IsWarning: true));
        return model;
    }

    private (RiskModel? Model, string? Lack) Fit(
        TrainingBars bars,
        DateOnly? testFrom,
        IProgress<WorkflowEvent>? progress,
        bool onlyOutdated,
        bool candidate
    )
    {
        if (VolumeRule.Admit(bars, FeatureSet.Risk, "The risk model", progress) is not { } admitted)
            return (null, "No ticker has a volume, which the inputs of the risk model need.");
        bars = admitted;
        DateSplit split = bars.Split(testFrom, RiskTable.Horizons.Max(), window: 1);
        ModelDays days = EvidenceDays.Days(EvidenceDays.Choices(split, bars), split, bars);
        if (onlyOutdated && Current() is { } current && current.Data.Hash == bars.Data.Hash && current.Days == days)
            return (_registry.Load(), null);
        long started = time.GetTimestamp();
        RiskTable table = RiskTable.Build(bars.Series, TrainingPipeline.Production.Market(bars.Series));
        if (RiskTraining.Lack(table, split) is { } lack)
            return (null, lack);
        var card = new RiskCard
        {
            Format = RiskCard.CurrentFormat,
            CreatedAt = time.GetUtcNow(),
            Days = days,
            Data = bars.Data,
            Horizons = RiskTraining.Fit(table, split),
        };
        ExpertTable questions = ExpertTable.Build([ExpertDefinition.Volatility], bars.Series)[0];
        bool hasTest =
            days.TestFrom is { } from
            && table.KnownRows(RiskTable.Horizons[0], b => split.RowsOf(b).Test).Any(row => table.DayOf(row) >= from);
        ModelEvidence? evidence = hasTest
            ? RiskEvidence.Of(new(card), table, questions, split, from: days.TestFrom)
            : null;
        RiskModel model =
            candidate && _registry.Exists ? _registry.Add(card, evidence) : _registry.Save(card, evidence);
        double seconds = time.GetElapsedTime(started).TotalSeconds;
        progress?.Report(
            new Note(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"The risk model {model.Card.Version} was fitted and tested in {seconds:0.0} s."
                )
            )
            {
                Code = "risk-fitted",
                Values =
                [
                    model.Card.Version,
                    seconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture),
                ],
            }
        );
        return (model, null);
    }

    private RiskCard? Current()
    {
        try
        {
            return _registry.Exists ? _registry.Load().Card : null;
        }
        catch (InvalidDataException)
        {
            return null; // a broken one is replaced
        }
    }
}
