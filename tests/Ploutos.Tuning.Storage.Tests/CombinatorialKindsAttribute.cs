using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Ploutos.Tuning.Storage.Tests;

/// <summary>Runs a test once for each kind of database.</summary>
internal sealed class CombinatorialKindsAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    ) => new([.. Enum.GetValues<Kind>().Select(k => new TheoryDataRow(k))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
