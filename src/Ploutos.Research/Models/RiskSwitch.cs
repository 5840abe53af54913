using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.Workspace;

namespace Ploutos.Research.Models;

/// <summary>Lets the risk model follow the volatility expert: the version that was fitted with a
/// model forecasts while that model predicts.</summary>
public sealed class RiskSwitch(WorkspaceFolder workspace)
{
    /// <summary>Puts the risk model of a volatility model to use. Where the model names none, as one of
    /// an earlier version that was trained with <c>--fixed</c>, or it is not at hand any more, the risk
    /// model in use stays: what serves the vote lies in the volatility model itself.</summary>
    public void Follow(ModelCard card, DateTimeOffset now, string why)
    {
        ArgumentNullException.ThrowIfNull(card);
        var registry = new RiskRegistry(workspace.ModelsFolder);
        if ((card.RiskVersion ?? card.Serving?.RiskVersion) is not { } version || registry.Current == version)
            return;
        try
        {
            registry.Use(version, now, why);
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
        {
            // The one in use goes on.
        }
    }
}
