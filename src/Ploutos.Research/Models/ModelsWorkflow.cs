using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.ExpertFiles;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Models;

/// <summary>Which versions of the models there are, and which of them predict.</summary>
public sealed class ModelsWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    private readonly ModelRegistry _registry = new(workspace.ModelsFolder);
    private readonly ExpertCatalog _catalog = new(workspace);

    /// <summary>The versions of an expert's model; null lists every expert.</summary>
    public IReadOnlyList<ModelVersion> List(string? expert) =>
        [
            .. _catalog
                .Choose([expert ?? ExpertCatalog.All])
                .SelectMany(e =>
                {
                    // The newest first: what stands before the one that predicts is newer.
                    IReadOnlyList<KeptVersion> kept = _registry.Versions.List(e);
                    int current = kept.TakeWhile(v => !v.IsCurrent).Count();
                    return kept.Select((v, at) => Describe(e, v) with { IsCandidate = v.Term is null && at < current });
                }),
        ];

    /// <summary>Lets a candidate predict; without a version the newest of each expert.</summary>
    public IReadOnlyList<ModelSwitch> Promote(string? expert, string? version)
    {
        using IDisposable alone = _registry.Alone();
        ModelVersion[] candidates =
        [
            .. List(expert)
                .Where(m => m.IsCandidate && m.Problem is null)
                .Where(m =>
                    version is null
                    || m.Version.StartsWith(version, StringComparison.OrdinalIgnoreCase)
                    || m.Version.EndsWith(version, StringComparison.OrdinalIgnoreCase)
                )
                .GroupBy(m => m.Expert)
                .Select(g => g.First()),
        ];
        if (candidates.Length == 0)
        {
            // A promotion that was cut off after its switch is completed.
            foreach (ExpertDefinition one in _catalog.Choose([expert ?? ExpertCatalog.All]))
                Refit(one);
            throw new PloutosException(
                Fault.NoData,
                version is null
                    ? $"There is no candidate of the {Named(expert)} to promote: no version is newer than the one that "
                        + "predicts and never predicted. A training from the page or the API makes one."
                    : $"There is no candidate '{version}' of the {Named(expert)}: a candidate is newer than the "
                        + "version that predicts and never predicted. Any other version can be put to use by its name."
            );
        }

        if (version is not null && candidates.Length > 1)
            throw new PloutosException(
                Fault.WrongUsage,
                $"'{version}' stands for candidates of several experts "
                    + $"({string.Join(", ", candidates.Select(c => c.Expert))}): name the expert, or more of it."
            );
        (ExpertDefinition Expert, string Version)[] chosen =
        [
            .. candidates.Select(c => (_catalog.Get(c.Expert), c.Version)),
        ];
        foreach ((ExpertDefinition one, string name) in chosen)
            _registry.Versions.Load(one, name); // all of them are whole, or none is switched
        return [.. chosen.Select(c => Switch(c.Expert, c.Version, "promoted"))];
    }

    /// <summary>Two versions of an expert on the same test days, from the store's bars.</summary>
    /// <param name="expert">Whose.</param>
    /// <param name="before">A version; null for the one that predicts.</param>
    /// <param name="after">A version; null for the newest candidate, else the newest other one.</param>
    public ModelComparison Diff(string expert, string? before, string? after)
    {
        IReadOnlyList<ExpertDefinition> experts = _catalog.Choose([expert]);
        if (experts.Count != 1)
            throw new PloutosException(Fault.WrongUsage, "Versions of one expert are compared: name one.");
        ExpertDefinition one = experts[0];
        IReadOnlyList<ModelVersion> all = List(one.Name);
        string old = before is not null
            ? _registry.Versions.Resolve(one, before)
            : all.FirstOrDefault(m => m.IsCurrent)?.Version
                ?? throw new PloutosException(Fault.NoData, $"There is no {one.Name} model yet. Train it first.");
        string fresh = after is not null
            ? _registry.Versions.Resolve(one, after)
            : (all.FirstOrDefault(m => m.IsCandidate) ?? all.FirstOrDefault(m => m.Version != old))?.Version
                ?? throw new PloutosException(
                    Fault.NoData,
                    $"There is only one version of the {one.Name} model, {old}, so nothing can be compared with it."
                );
        (TrainedExpert first, TrainedExpert second) = (
            _registry.Versions.Load(one, old),
            _registry.Versions.Load(one, fresh)
        );
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        ModelData data = second.Card.Data;
        var bars = TrainingBars.Read(store, one.NeedsMarket ? data.Pool : data.Tickers);
        ExpertTable table = ExpertTable.Build([one], bars.Series)[0];
        return ModelDifference.Of(
                first,
                second,
                table,
                bars.Calendar,
                (model, days) => ServingMarkets.Over(store, [model], acceptSerious: false, days)?.Features
            )
            ?? throw new PloutosException(
                Fault.NoData,
                $"{old} and {fresh} have too few test days in common: of the days that {fresh} is tested on, "
                    + $"{old} was made from all but a few."
            );
    }

    /// <summary>Lets a version predict from now on. The version may be shortened as long as it
    /// stays unique.</summary>
    public ModelSwitch Use(string expert, string version)
    {
        IReadOnlyList<ExpertDefinition> experts = _catalog.Choose([expert]);
        using IDisposable alone = _registry.Alone();
        return experts.Count == 1
            ? Switch(experts[0], _registry.Versions.Resolve(experts[0], version), "used")
            : throw new PloutosException(Fault.WrongUsage, "A version belongs to one expert: name one.");
    }

    /// <summary>Goes back to the version that predicted before; null rolls back every expert that
    /// has one. All versions are loaded before the first is switched.</summary>
    /// <exception cref="PloutosException">There is no earlier version.</exception>
    public IReadOnlyList<ModelSwitch> Rollback(string? expert)
    {
        IReadOnlyList<ExpertDefinition> experts = _catalog.Choose([expert ?? ExpertCatalog.All]);
        using IDisposable alone = _registry.Alone();
        (ExpertDefinition Expert, string Version)[] back =
        [
            .. experts
                .Select(e => (e, _registry.Versions.Previous(e)))
                .Where(p => p.Item2 is not null)
                .Select(p => (p.e, p.Item2!)),
        ];
        if (back.Length == 0)
        {
            throw new PloutosException(
                Fault.NotMadeYet,
                $"There is no earlier version of the {string.Join(", ", experts.Select(e => e.Name))} model to go back"
                    + $" to."
            )
            {
                Remedies = [new ListModels()],
            };
        }

        foreach ((ExpertDefinition one, string version) in back)
            _registry.Versions.Load(one, version); // all of them are whole, or none is switched
        return [.. back.Select(b => Switch(b.Expert, b.Version, "rolled back"))];
    }

    private ModelSwitch Switch(ExpertDefinition expert, string version, string why)
    {
        string? before = _registry.Versions.Current(expert);
        try
        {
            TrainedExpert model = _registry.Versions.Use(expert, version, time.GetUtcNow(), why);
            new RiskSwitch(workspace).Follow(model.Card, time.GetUtcNow(), why);
        }
        catch (InvalidDataException e)
        {
            throw new PloutosException(
                Fault.Failed,
                $"The version {version} of the {expert.Name} model is refused, and "
                    + $"{(before is null ? "nothing was changed" : $"{before} stays in use")}: {e.Message}",
                e
            );
        }

        return new(expert.Name, before, version, before != version, Refit(expert));
    }

    /// <summary>Every ensemble that the expert votes in gets thresholds for its new set of models; what was
    /// done about the one that makes the signals is said.</summary>
    private string Refit(ExpertDefinition expert)
    {
        var catalog = new EnsembleCatalog(workspace);
        EnsembleDefinition current;
        try
        {
            current = catalog.Current();
        }
        catch (PloutosException e)
        {
            return e.Message;
        }

        string done = new ThresholdRefit(workspace, time, current).Ensure();
        foreach (EnsembleDefinition other in catalog.Sound().Where(v => v.Digest != current.Digest))
            if (other.Experts.Any(e => e.Name == expert.Name))
                new ThresholdRefit(workspace, time, other).Ensure();
        return done;
    }

    private static string Named(string? expert) => expert is null or "all" ? "models" : $"{expert} model";

    private static ModelVersion Describe(ExpertDefinition expert, KeptVersion kept) =>
        new()
        {
            Expert = expert.Name,
            Version = kept.Version,
            IsCurrent = kept.IsCurrent,
            IsPrevious = kept.IsPrevious,
            Since = kept.Term?.Since,
            Why = kept.Term?.Why,
            CreatedAt = kept.Card?.CreatedAt,
            TrainFrom = kept.Card?.Days.TrainFrom,
            TrainTo = kept.Card?.Days.TrainTo,
            ChosenTo = kept.Card?.Choices?.LastDay,
            NotKnown = kept.Card?.NotKnown(),
            TestFrom = kept.Card?.Days.TestFrom,
            TestTo = kept.Card?.Days.TestTo,
            Tickers = kept.Card?.Data.Tickers ?? [],
            Simulated = kept.Card?.Simulated == true,
            Window = kept.Card?.Window,
            HyperparametersFrom = kept.Card?.HyperparametersFrom,
            DataHash = kept.Card?.Data.Hash,
            Metrics =
                kept.Card?.Counted()
                    .ToDictionary(
                        m => m.Key,
                        m => new ModelFigure(m.Value.Value, m.Value.Low, m.Value.High, m.Value.Baseline)
                    )
                ?? [],
            Folder = kept.Folder,
            HasDigest = kept.Card?.Digest is not null,
            Problem = kept.Problem,
        };
}
