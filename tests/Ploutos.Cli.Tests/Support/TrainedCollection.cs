namespace Ploutos.Cli.Tests;

/// <summary>Tests that look at one trained workspace, one after the other; what they add to it (signals,
/// backtests) disturbs none of them.</summary>
[CollectionDefinition]
public sealed class TrainedCollection : ICollectionFixture<TrainedWorkspace>;
