using System.Text.Json;
using Ploutos.Tests;

namespace Ploutos.Tuning.Tests;

/// <summary>What Optuna 5.0.0.dev itself did, trial by trial (<c>Reference/tuner.json</c>, written
/// by <c>make_tuner.py</c>).</summary>
public sealed class OptunaReferenceTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string, uint> Studies
    {
        get
        {
            TheoryData<string, uint> data = [];
            foreach (JsonElement study in Reference().EnumerateArray())
                data.Add(study.GetProperty("objective").GetString()!, study.GetProperty("seed").GetUInt32());
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Studies))]
    public void The_same_seed_searches_as_Optuna_does(string objective, uint seed)
    {
        JsonElement expected = Reference()
            .EnumerateArray()
            .Single(s =>
                s.GetProperty("objective").GetString() == objective && s.GetProperty("seed").GetUInt32() == seed
            );
        Study study = Study.Create(
            new StudyOptions
            {
                Sampler = new TpeSampler(new TpeOptions { Seed = seed }),
                Pruner = new MedianPruner(startupTrials: 5, warmupSteps: 2),
            }
        );
        study.Optimize(
            t => ReferenceObjectives.Evaluate(objective, t),
            new OptimizeOptions { Trials = 60 },
            TestContext.Current.CancellationToken
        );

        JsonElement.ArrayEnumerator trials = expected.GetProperty("trials").EnumerateArray();
        Assert.Equal(trials.Count(), study.Trials.Count);
        foreach ((JsonElement reference, FrozenTrial trial) in trials.Zip(study.Trials))
            AssertSame(reference, trial);
        Assert.Equal(expected.GetProperty("best_trial").GetInt32(), study.BestTrial!.Number);
        AssertClose(expected.GetProperty("best_value").GetDouble(), study.BestTrial.Value!.Value, "best value");
    }

    private static void AssertSame(JsonElement reference, FrozenTrial trial)
    {
        string what = $"trial {trial.Number}";
        Assert.Equal(reference.GetProperty("number").GetInt32(), trial.Number);
        Assert.Equal(reference.GetProperty("params").EnumerateObject().Select(p => p.Name), trial.Parameters.Keys);
        foreach (
            (JsonProperty p, object? actual) in reference
                .GetProperty("params")
                .EnumerateObject()
                .Zip(trial.Parameters.Values)
        )
        {
            if (p.Value.ValueKind == JsonValueKind.String)
                Assert.Equal(p.Value.GetString(), actual);
            else
                AssertClose(
                    p.Value.GetDouble(),
                    Convert.ToDouble(actual, System.Globalization.CultureInfo.InvariantCulture),
                    $"{p.Name} of {what}"
                );
        }
        Assert.True(
            reference.GetProperty("state").GetString() == trial.State.ToName(),
            $"{what} should be {reference.GetProperty("state")} but is {trial.State}"
        );
        Assert.Equal(reference.GetProperty("steps").GetInt32(), trial.IntermediateValues.Count);
        AssertClose(reference.GetProperty("value").GetDouble(), trial.Value!.Value, $"value of {what}");
    }

    private static void AssertClose(double expected, double actual, string what) =>
        Assert.True(
            Math.Abs(expected - actual) <= Tolerance * Math.Abs(expected),
            $"{what} should be {expected:R} but is {actual:R}"
        );

    private static JsonElement Reference() =>
        JsonDocument
            .Parse(
                File.ReadAllText(
                    Path.Combine(TestPaths.Repository, "tests", "Ploutos.Tuning.Tests", "Reference", "tuner.json")
                )
            )
            .RootElement.GetProperty("studies");
}
