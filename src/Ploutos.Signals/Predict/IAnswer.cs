using Ploutos.Experts.Definitions;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;

namespace Ploutos.Signals.Predict;

/// <summary>Who answers an expert's question in a forecast.</summary>
internal interface IAnswer
{
    /// <summary>Whose question and inputs.</summary>
    ExpertDefinition Expert { get; }

    /// <summary>Names the model.</summary>
    string Version { get; }

    /// <summary>Bars that a series needs.</summary>
    int RequiredBars { get; }

    /// <summary>Whether every forecast is the base rate.</summary>
    bool Abstains { get; }

    /// <summary>Whether the model learned from simulated bars; null where that is not known.</summary>
    bool? Simulated { get; }

    /// <summary>Whether nothing about the model was chosen by a day, as far as is known.</summary>
    bool IsOutOfSample(DateOnly day);

    /// <summary>The markets that it reads; null where it reads none.</summary>
    ServingMarkets? Markets(BarStore store);

    /// <summary>The probability of class 1 at the series' last bar, 0 .. 1.</summary>
    double Probability(BarSeries bars, MarketFeatures? market);

    /// <summary>Whether it is proven for bars and a day, and what is known of it in one line.</summary>
    (bool Proven, string Line) Evidence(bool simulated, DateOnly day);
}
