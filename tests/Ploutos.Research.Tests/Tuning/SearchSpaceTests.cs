using System.Globalization;
using System.Text;
using Ploutos.Experts.Definitions;
using Ploutos.Research.Tuning;
using Ploutos.Tuning;

namespace Ploutos.Research.Tests.Tuning;

public sealed class SearchSpaceTests
{
    [Fact]
    public void The_batch_never_exceeds_its_cap_and_every_expert_suggests_valid_widths()
    {
        Study study = Study.Create(
            new StudyOptions
            {
                Name = "space",
                Storage = StudyStorage.InMemory(),
                Sampler = new RandomSampler(1),
            }
        );
        var batches = new HashSet<int>();
        for (int i = 0; i < 60; i++)
        {
            ExpertDefinition expert = ExpertDefinition.All[i % 3];
            Trial trial = study.Ask();
            Hyperparameters suggested = SearchSpace.Suggest(trial, expert, batchCap: 64);
            suggested.Validate(expert.Defaults.Hidden.Length);
            expert.Shape(suggested, window: 16).Validate();
            batches.Add(suggested.BatchSize);
            study.Tell(trial, 1);
        }

        Assert.Equal([32, 64], batches.Order());
    }

    [Theory]
    [InlineData(3e-3, 100, 0.0, 0.0, 7, 24, 40)]
    [InlineData(1e-6, 32, 0.33, 5.0, 130, 512, 8)]
    [InlineData(3e-4, 128, 0.2, 1.0, 100, 128, 64)]
    public void The_wide_space_holds_the_defaults_of_a_file_wherever_they_lie(
        double learningRate,
        int batch,
        double dropout,
        double weightDecay,
        int epochs,
        int first,
        int second
    )
    {
        string defaults = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            "learning_rate": {learningRate}, "batch_size": {batch}, "dropout": {dropout},
            "weight_decay": {weightDecay}, "epochs": {epochs}, "hidden": [{first}, {second}]
            """
        );
        ExpertDefinition expert = ExpertFile.Read(
            Encoding.UTF8.GetBytes(
                $$"""
                {
                  "inputs": { "features": ["volatility"] },
                  "label": { "kind": "volatility", "horizon": 5 },
                  "defaults": { {{defaults}} }
                }
                """
            ),
            "experts/mine.json",
            "mine"
        );
        Study study = Study.Create(
            new StudyOptions
            {
                Name = "file",
                Storage = StudyStorage.InMemory(),
                Sampler = new RandomSampler(1),
            }
        );
        study.Enqueue(SearchSpace.Defaults(expert, withWindow: true));
        Trial trial = study.Ask();
        Assert.Equal(expert.Defaults, SearchSpace.Suggest(trial, expert, null, SearchSpaceKind.Wide));
        study.Tell(trial, 1);
        for (int i = 0; i < 40; i++)
        {
            trial = study.Ask();
            Hyperparameters suggested = SearchSpace.Suggest(trial, expert, null, SearchSpaceKind.Wide);
            suggested.Validate(2);
            expert.Shape(suggested, window: 16).Validate();
            study.Tell(trial, 1);
        }
    }

    [Fact]
    public void The_defaults_of_every_expert_lie_in_the_wide_space_and_are_trial_0()
    {
        foreach (ExpertDefinition expert in ExpertDefinition.All)
        {
            Study study = Study.Create(new StudyOptions { Name = expert.Name, Storage = StudyStorage.InMemory() });
            study.Enqueue(SearchSpace.Defaults(expert, withWindow: true));
            Trial trial = study.Ask();
            Hyperparameters suggested = SearchSpace.Suggest(trial, expert, null, SearchSpaceKind.Wide);
            Assert.Equal(expert.Defaults, suggested);
            Assert.Equal(16, SearchSpace.SuggestWindow(trial, SearchSpaceKind.Wide));
            study.Tell(trial, 1);
            Assert.Equal(0, study.Trials.Single().Number);
            Assert.Null(SearchSpace.SuggestWindow(study.Ask(), SearchSpaceKind.Published));
        }
    }
}
