using Ploutos.Experts.Definitions;

namespace Ploutos.Research.Proof;

/// <summary>Which experts each check of a proof can be of.</summary>
/// <param name="All">All that are asked for.</param>
/// <param name="Trained">Those that are trained here; null where none is.</param>
/// <param name="MadeUp">Those of them whose inputs a made-up market has; null where none is.</param>
/// <param name="Foreign">Those whose model is one of another program.</param>
/// <param name="OfFiles">Those that are trained here, and read columns of the user's files.</param>
internal sealed record ProofSubjects(
    ProofBench All,
    ProofBench? Trained,
    ProofBench? MadeUp,
    IReadOnlyList<ExpertDefinition> Foreign,
    IReadOnlyList<ExpertDefinition> OfFiles
)
{
    /// <summary>Sorts experts.</summary>
    /// <param name="experts">All that are asked for.</param>
    /// <param name="bench">Prepares some of them; called once for equal ones.</param>
    public static ProofSubjects Of(
        IReadOnlyList<ExpertDefinition> experts,
        Func<IReadOnlyList<ExpertDefinition>, ProofBench> bench
    )
    {
        ProofBench all = bench(experts);
        ExpertDefinition[] trained = [.. experts.Where(e => e.Foreign is null)],
            ofBars = [.. trained.Where(e => e.Columns.IsEmpty)];
        ProofBench? Only(ExpertDefinition[] some) =>
            some.Length == experts.Count ? all
            : some.Length == 0 ? null
            : bench(some);
        ProofBench? own = Only(trained);
        return new(
            all,
            own,
            ofBars.Length == trained.Length ? own : Only(ofBars),
            [.. experts.Except(trained)],
            [.. trained.Except(ofBars)]
        );
    }
}
