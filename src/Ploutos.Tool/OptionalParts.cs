using System.Runtime.CompilerServices;
using Ploutos.Boosting;

namespace Ploutos.Tool;

/// <summary>The parts that the command can do without. Whoever wants a smaller folder deletes their
/// files.</summary>
internal static class OptionalParts
{
    /// <summary>Those whose files are there.</summary>
    public static IReadOnlyList<IServiceProvider> Load()
    {
        try
        {
            return [Boosting()];
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    // Apart, so that its assembly is looked for inside the try.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static BoostingPart Boosting() => new();
}
