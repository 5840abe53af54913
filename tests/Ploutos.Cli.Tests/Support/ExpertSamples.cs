using Ploutos.Research.ExpertFiles;
using Ploutos.Signals.Predict;

namespace Ploutos.Cli.Tests;

/// <summary>Experts as the workflows would show them.</summary>
internal static class ExpertSamples
{
    public static ExpertView Own { get; } =
        new()
        {
            Name = "mine",
            BuiltIn = false,
            File = "experts/mine.json",
            Description = "A week up.",
            Inputs = ["week", "busy"],
            RequiredBars = 20,
            Question = "the close in 5 days lies above today's",
            Horizon = 5,
            Classes = ["DOWN", "UP"],
            Baselines = ["base_rate", "logistic"],
            Trained = true,
            Text = "{ \"label\": {} }\n",
        };

    public static IReadOnlyList<ExpertView> All { get; } =
    [
        Own with
        {
            Name = "momentum",
            BuiltIn = true,
            File = null,
            Trained = false,
        },
        Own,
        new()
        {
            Name = "bad",
            BuiltIn = false,
            File = "experts/bad.json",
            Problem = "experts/bad.json: 'label' must be given.",
        },
    ];

    public static IReadOnlyList<EnsembleView> Ensembles { get; } =
    [
        new()
        {
            Name = "published",
            Current = false,
            File = null,
            Rule = "weighted",
            Voters = [new("momentum", 0.4, "direction", null), new("volatility", 0.2, "volatility", null)],
        },
        new()
        {
            Name = "ensemble",
            Current = true,
            File = "ensemble.json",
            Description = "Mine alone.",
            Rule = "weighted",
            Voters = [new("mine", 1, "direction", "20140131T000000-0badcafe")],
            WeakThreshold = 0.1,
            StrongThreshold = 0.25,
        },
        new()
        {
            Name = "bad",
            Current = false,
            File = "ensembles/bad.json",
            Problem = "ensembles/bad.json: 'experts' must list 1 to 16 experts, but is not there.",
        },
    ];

    public static ExpertForecast Forecast { get; } =
        new()
        {
            Ticker = "NVDA",
            AsOf = new(2014, 1, 31),
            Source = "csv bars",
            Simulated = false,
            Expert = "mine",
            Class = "UP",
            Probability = 0.583,
            Question = "the close in 5 days lies above today's",
            Horizon = 5,
            Version = "20140131T000000-0badcafe",
            Abstains = false,
            Proven = true,
            Evidence = "PROVEN: AUC 0.600",
            Warnings = ["2014-01-31 is IN SAMPLE."],
            Notes = [],
        };

    public static ExpertCheck Check { get; } =
        new(Own, 31, 93_612, 90_000, 0.541, ["'busy' is missing on 12.0 % of the bars."]);
}
