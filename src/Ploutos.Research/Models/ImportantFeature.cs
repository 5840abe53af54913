using Ploutos.Research.Training;

namespace Ploutos.Research.Models;

/// <summary>What a network loses out of sample when one feature is shuffled.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="LogLossRise">Log-loss with the feature shuffled less log-loss as it is, in nats.</param>
/// <param name="AucDrop">AUC as it is less AUC with the feature shuffled.</param>
public sealed record ImportantFeature(string Feature, Interval LogLossRise, Interval AucDrop);
