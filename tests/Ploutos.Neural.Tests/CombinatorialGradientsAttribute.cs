using System.Reflection;
using Ploutos.Neural.Kernels;
using Xunit.Sdk;
using Xunit.v3;

namespace Ploutos.Neural.Tests;

/// <summary>Every activation without attention and with windows of one bar, some bars and more
/// bars than the sequence has, with and without context bars.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CombinatorialGradientsAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    )
    {
        IReadOnlyCollection<ITheoryDataRow> rows =
        [
            .. from activation in Enum.GetValues<Activation>()
            from window in new[] { 0, 1, 3, 16 }
            from context in new[] { false, true }
            select new TheoryDataRow<Activation, int, bool>(activation, window, context),
        ];
        return ValueTask.FromResult(rows);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
