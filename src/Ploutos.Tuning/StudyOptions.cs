namespace Ploutos.Tuning;

/// <summary>What a study is made of.</summary>
public sealed record StudyOptions
{
    /// <summary>1 to 512 characters, unique in its storage.</summary>
    public string Name { get; init; } = "study";

    /// <summary>Null: minimise, or the direction an existing study has.</summary>
    public StudyDirection? Direction { get; init; }

    /// <summary>Null: <see cref="TpeSampler"/> with its defaults.</summary>
    public ISampler? Sampler { get; init; }

    /// <summary>Null: <see cref="MedianPruner"/> with its defaults.</summary>
    public IPruner? Pruner { get; init; }

    /// <summary>Null: in memory, for the life of the study.</summary>
    public StudyStorage? Storage { get; init; }

    /// <summary>Go on with a study of this name where there is one, instead of refusing.</summary>
    public bool LoadIfExists { get; init; }

    /// <summary>The clock of timestamps and waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
