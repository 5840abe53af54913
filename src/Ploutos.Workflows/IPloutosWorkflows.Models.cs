using Ploutos.Research.Models;

namespace Ploutos.Workflows;

public partial interface IPloutosWorkflows
{
    /// <summary>The versions of the models that are at hand, an expert after the other, the newest
    /// first.</summary>
    /// <param name="expert">momentum, reversion, volatility; null for all.</param>
    IReadOnlyList<ModelVersion> Models(string? expert = null);

    /// <summary>Lets another version predict; the one before stays at hand. A broken one is
    /// refused, and nothing changes.</summary>
    /// <param name="expert">momentum, reversion, volatility.</param>
    /// <param name="version">Its name, or the beginning or the end of it.</param>
    ModelSwitch UseModel(string expert, string version);

    /// <summary>Goes back to the version that predicted before this one; a second rollback undoes
    /// the first.</summary>
    /// <param name="expert">momentum, reversion, volatility; null or all for each that has an
    /// earlier version.</param>
    IReadOnlyList<ModelSwitch> RollbackModel(string? expert = null);
}
