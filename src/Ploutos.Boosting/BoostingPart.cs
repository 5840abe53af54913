using Ploutos.Experts.Trees;

namespace Ploutos.Boosting;

/// <summary>The part of the program that brings gradient boosting: it provides
/// <see cref="IGradientBoosting"/>. Nothing native is loaded before that is used.</summary>
public sealed class BoostingPart : IServiceProvider
{
    private readonly LightGbmBoosting _boosting = new();

    /// <summary><see cref="IGradientBoosting"/>; null for any other type.</summary>
    public object? GetService(Type serviceType) => serviceType == typeof(IGradientBoosting) ? _boosting : null;
}
