using System.Text.Json;
using Ploutos.Signals.Risk;
using Ploutos.Web.Json;

namespace Ploutos.Web.Pages;

/// <summary>The risk of a ticker on its page.</summary>
/// <param name="Report">The forecast.</param>
/// <param name="Fan">Where the next closes may lie.</param>
/// <param name="Past">A year of forecasts against what came.</param>
internal sealed record RiskPart(RiskReport Report, RiskFan Fan, RiskPast Past)
{
    /// <summary>Closes that are drawn before the fan.</summary>
    public const int Closes = 40;

    /// <summary>Inputs that are named of what moved the forecast.</summary>
    public const int Moves = 3;

    /// <summary>The year as the chart reads it.</summary>
    public string PastJson => JsonSerializer.Serialize(Past, ApiJson.Default.RiskPast);
}
