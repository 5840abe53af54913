using Ploutos.Experts.Definitions;
using Ploutos.Features;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Training;

/// <summary>Which tickers can be learned from where inputs need a volume: those that have one. The
/// others are left out by name, before anything is fitted.</summary>
public static class VolumeRule
{
    private const int MostNamed = 8;

    /// <summary>The bars that an expert can learn from; null where none has the volume it
    /// needs.</summary>
    /// <param name="bars">All bars.</param>
    /// <param name="expert">The expert.</param>
    /// <param name="progress">Told who is left out, and why.</param>
    public static TrainingBars? Admit(TrainingBars bars, ExpertDefinition expert, IProgress<WorkflowEvent>? progress)
    {
        ArgumentNullException.ThrowIfNull(expert);
        return Admit(bars, expert.Features, $"The {expert.Name} expert", progress);
    }

    /// <summary>The same for any inputs.</summary>
    /// <param name="bars">All bars.</param>
    /// <param name="inputs">What is computed of them.</param>
    /// <param name="who">Who learns, to begin a sentence with.</param>
    /// <param name="progress">Told who is left out, and why.</param>
    public static TrainingBars? Admit(
        TrainingBars bars,
        FeatureSet inputs,
        string who,
        IProgress<WorkflowEvent>? progress
    )
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(inputs);
        string[] without = [.. bars.Series.Where(s => !s.HasVolume).Select(s => s.Ticker)];
        if (without.Length == 0 || inputs.VolumeInputs.Count == 0)
            return bars;
        progress?.Report(
            new Note(
                $"{who} does not learn from {Listed(without)}: no volume, which its input(s)"
                    + $" {Listed(inputs.VolumeInputs)} need.",
                IsWarning: true
            )
        );
        return without.Length == bars.Series.Count ? null : bars.Without(without);
    }

    /// <summary>The bars of each expert; those that have none are left out.</summary>
    /// <param name="bars">All bars.</param>
    /// <param name="experts">The experts.</param>
    /// <param name="progress">Told who is left out, and why.</param>
    /// <exception cref="PloutosException">No expert has bars to learn from.</exception>
    public static IReadOnlyList<(ExpertDefinition Expert, TrainingBars Bars)> Admit(
        TrainingBars bars,
        IReadOnlyList<ExpertDefinition> experts,
        IProgress<WorkflowEvent>? progress
    )
    {
        ArgumentNullException.ThrowIfNull(experts);
        var admitted = new List<(ExpertDefinition, TrainingBars)>();
        foreach (ExpertDefinition expert in experts)
        {
            if (Admit(bars, expert, progress) is { } own)
                admitted.Add((expert, own));
            else
                progress?.Report(
                    new Note($"The {expert.Name} expert is left out: no ticker has a volume.", IsWarning: true)
                );
        }

        return admitted.Count > 0
            ? admitted
            : throw new PloutosException(
                Fault.Failed,
                $"None of {Listed([.. bars.Series.Select(s => s.Ticker)])} has a volume, which the inputs of"
                    + $" {string.Join(", ", experts.Select(e => e.Name))} need. Name tickers that have one, or an"
                    + " expert that needs none, such as reversion."
            );
    }

    private static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNamed))
        + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");
}
