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
