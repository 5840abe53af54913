using Ploutos.Experts;
using Ploutos.Experts.Registry;
using Ploutos.Research.Training;
using Ploutos.Workspace;

namespace Ploutos.Research.Models;

/// <summary>Which versions of the models there are, and which of them predict.</summary>
public sealed class ModelsWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    private readonly ModelRegistry _registry = new(workspace.ModelsFolder);

    public IReadOnlyList<ModelVersion> List(string? expert) =>
        [
            .. ExpertNames
                .Parse(expert is null ? null : [expert])
                .SelectMany(e => _registry.Versions.List(e).Select(v => Describe(e, v))),
        ];

    public ModelSwitch Use(string expert, string version)
    {
        IReadOnlyList<ExpertDefinition> experts = ExpertNames.Parse([expert]);
        return experts.Count == 1
            ? Switch(experts[0], _registry.Versions.Resolve(experts[0], version), "used")
            : throw new PloutosException(
                Fault.WrongUsage,
                "A version belongs to one expert: name momentum, reversion or volatility."
            );
    }

    public IReadOnlyList<ModelSwitch> Rollback(string? expert)
    {
        IReadOnlyList<ExpertDefinition> experts = ExpertNames.Parse(expert is null ? null : [expert]);
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
                Fault.NoData,
                $"There is no earlier version of the {string.Join(", ", experts.Select(e => e.Name))} model to go back"
                    + $" to. "
                    + "See 'ploutos models list'."
            );
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
            _registry.Versions.Use(expert, version, time.GetUtcNow(), why);
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

        return new(expert.Name, before, version, before != version, new ThresholdRefit(workspace, time).Ensure());
    }

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
            Problem = kept.Problem,
        };
}
