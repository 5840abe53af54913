using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.MarketData;

namespace Ploutos.Research.Training;

/// <summary>Hyperparameters, and what is known of how they were chosen.</summary>
/// <param name="Values">The hyperparameters.</param>
/// <param name="Origin">The file of a search below the workspace; else "defaults", which says behind it
/// why a search there was does not serve.</param>
public sealed record HyperparameterChoice(Hyperparameters Values, string Origin)
{
    /// <summary>The days that the search saw; null for the defaults, and where the file does not
    /// name them.</summary>
    public SearchDays? Days { get; init; }

    /// <summary>Whether its days count for bars of every origin: who made the model of another program does
    /// not say by which bars.</summary>
    public bool IsOfAnyOrigin { get; init; }

    /// <summary>The window of the search's best trial; null where it was not searched.</summary>
    public int? Window { get; init; }

    /// <summary>The defaults serve although there was a search: its best trial did not beat them on a fold
    /// that it had not used, or the expert's file was changed after it.</summary>
    public bool KeptDefaults { get; init; }

    /// <summary>Whether a search chose them, or chose to keep the defaults.</summary>
    public bool FromSearch => Origin != HyperparameterFile.Defaults;

    /// <summary>Whether the values are those of a search, which a training keeps as they are.</summary>
    public bool IsGiven => FromSearch && !KeptDefaults;

    /// <summary>The cap on the epochs of the search's trials; null where there was none.</summary>
    public int? MaxEpochs { get; init; }

    /// <summary>When the search ended, after which it saw nothing; null where the file does not
    /// say.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>What is known of the search's days, for bars of an origin: a search on simulated
    /// bars has seen no real day, nor the other way round.</summary>
    /// <param name="origin">observed or simulated.</param>
    public SearchKnowledge KnowledgeOf(DataOrigin origin) =>
        !FromSearch || (Days is not null && !IsOfAnyOrigin && Days.Origin != origin) ? SearchKnowledge.None
        : Days is null ? SearchKnowledge.NotKnown
        : SearchKnowledge.Known;

    /// <summary>The last day that the search can have seen of bars of an origin: the last day it
    /// names, else the day it ended; null where it saw none.</summary>
    /// <param name="origin">observed or simulated.</param>
    public DateOnly? SeenTo(DataOrigin origin) =>
        KnowledgeOf(origin) switch
        {
            SearchKnowledge.None => null,
            SearchKnowledge.Known => Days!.Last,
            _ => Ended is { } ended ? DateOnly.FromDateTime(ended.UtcDateTime) : null,
        };
}
