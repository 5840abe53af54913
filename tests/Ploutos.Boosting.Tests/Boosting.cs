using Ploutos.Experts.Trees;

namespace Ploutos.Boosting.Tests;

internal static class Boosting
{
    /// <summary>The real library; the calling test is skipped, with the reason, where it does not
    /// load.</summary>
    public static IGradientBoosting OrSkip()
    {
        var boosting = (IGradientBoosting)new BoostingPart().GetService(typeof(IGradientBoosting))!;
        Assert.SkipWhen(boosting.Unavailable is not null, boosting.Unavailable ?? "");
        return boosting;
    }
}
