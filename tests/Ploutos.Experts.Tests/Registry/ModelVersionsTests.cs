using System.Text;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Foreign;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Serving;
using Ploutos.Experts.Trees;
using Ploutos.Experts.Vote;
using Ploutos.Tests;

namespace Ploutos.Experts.Tests.Registry;

public sealed class ModelVersionsTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly ModelRegistry _registry;

    public ModelVersionsTests() => _registry = new ModelRegistry(_folder.Path);

    private static ExpertDefinition Expert => ExpertDefinition.Volatility;

    private ModelVersions Versions => _registry.Versions;

    [Fact]
    public void Saving_a_model_keeps_the_one_before_and_a_rollback_brings_it_back_whole()
    {
        TrainedExpert first = Save(1),
            second = Save(2);
        Assert.Equal([second.Card.Version, first.Card.Version], Versions.List(Expert).Select(v => v.Version));
        Assert.Equal((second.Card.Version, first.Card.Version), (Versions.Current(Expert), Versions.Previous(Expert)));

        Versions.Use(Expert, Versions.Previous(Expert)!, Now, "rolled back");
        Assert.Equal(first.Parameters!.Values, _registry.Load(Expert).Parameters!.Values);
        Assert.Equal((first.Card.Version, second.Card.Version), (Versions.Current(Expert), Versions.Previous(Expert)));
        Assert.Equal("rolled back", Versions.List(Expert).Single(v => v.IsCurrent).Term!.Why);
    }

    [Fact]
    public void Versions_of_one_second_are_listed_by_their_moment_whatever_their_names()
    {
        DateTimeOffset[] moments = [.. Enumerable.Range(0, 6).Select(i => Now.AddMilliseconds(150 * i))];
        foreach (DateTimeOffset moment in moments)
        {
            TrainedExpert model = Model(moment.Millisecond);
            Versions.Add(model with { Card = model.Card with { CreatedAt = moment } });
        }

        Assert.Equal(moments.Reverse(), Versions.List(Expert).Select(v => v.Card!.CreatedAt));
    }

    [Fact]
    public void A_broken_version_is_refused_and_the_current_one_stays()
    {
        TrainedExpert first = Save(1),
            second = Save(2);
        string weights = Path.Combine(
            _folder.Path,
            "versions",
            Expert.ModelFolder,
            first.Card.Version,
            "weights.safetensors"
        );
        byte[] broken = File.ReadAllBytes(weights);
        broken[^1] ^= 1;
        File.WriteAllBytes(weights, broken);
        Assert.Contains(
            "damaged",
            Assert.Throws<InvalidDataException>(() => Versions.Use(Expert, first.Card.Version, Now, "used")).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(second.Parameters!.Values, _registry.Load(Expert).Parameters!.Values);
    }

    [Fact]
    public void A_broken_current_model_is_mended_by_using_its_kept_version()
    {
        TrainedExpert only = Save(1);
        File.WriteAllBytes(Path.Combine(_registry.FolderOf(Expert), "weights.safetensors"), [1, 2, 3]);
        Assert.Throws<InvalidDataException>(() => _registry.Load(Expert));
        Versions.Use(Expert, only.Card.Version, Now, "used");
        Assert.Equal(only.Parameters!.Values, _registry.Load(Expert).Parameters!.Values);
    }

    [Theory]
    [InlineData(ExpertModel.Network, "weights.safetensors")]
    [InlineData(ExpertModel.Network, "expert.json")]
    [InlineData(ExpertModel.Boosting, BoostedTrees.KeptAs)]
    [InlineData(ExpertModel.Onnx, ForeignFile.KeptAs)]
    public void A_damaged_file_of_the_current_model_never_replaces_the_one_of_its_kept_version(
        ExpertModel kind,
        string file
    )
    {
        TrainedExpert model = OfOwnFile(kind),
            saved = _registry.Save(model);
        string kept = Path.Combine(Versions.FolderOf(model.Definition, saved.Card.Version), file);
        byte[] whole = File.ReadAllBytes(kept);
        File.WriteAllBytes(Path.Combine(_registry.FolderOf(model.Definition), file), [1, 2, 3]);
        Versions.List(model.Definition);
        Assert.Equal(whole, File.ReadAllBytes(kept));
    }

    [Theory]
    [InlineData(ExpertModel.Boosting)]
    [InlineData(ExpertModel.Onnx)]
    public void A_model_that_was_just_saved_serves_by_its_own_file(ExpertModel kind)
    {
        TrainedExpert model = OfOwnFile(kind);
        Assert.NotNull(model.Simple!.Foreign);
        Assert.Same(model.Simple.Foreign, _registry.Save(model).Simple!.Foreign);
        Assert.Same(model.Simple.Foreign, Versions.Add(model).Simple!.Foreign);
    }

    [Fact]
    public void A_damaged_current_model_that_was_never_kept_is_not_kept()
    {
        TrainedExpert only = Save(1);
        Directory.Delete(Versions.FolderOf(Expert, only.Card.Version), recursive: true);
        string weights = Path.Combine(_registry.FolderOf(Expert), "weights.safetensors");
        byte[] whole = File.ReadAllBytes(weights);
        File.WriteAllBytes(weights, [1, 2, 3]);
        Assert.Empty(Versions.List(Expert));
        File.WriteAllBytes(weights, whole);
        Assert.Equal(only.Card.Version, Assert.Single(Versions.List(Expert)).Version);
    }

    [Fact]
    public void A_challenger_is_at_hand_without_being_current()
    {
        TrainedExpert champion = Save(1),
            challenger = Versions.Add(Model(2));
        Assert.Equal(champion.Card.Version, Versions.Current(Expert));
        Assert.Equal(challenger.Parameters!.Values, Versions.Load(Expert, challenger.Card.Version).Parameters!.Values);
        Assert.Null(Versions.Previous(Expert));
    }

    [Fact]
    public void Of_challengers_that_never_predicted_the_newest_ten_are_kept_and_whatever_predicted_stays_for_a_replay()
    {
        TrainedExpert oldest = Save(1),
            challenger = Versions.Add(Model(2));
        for (int i = 3; i <= 13; i++)
            Versions.Add(Model(i));
        TrainedExpert newest = Save(14);
        Assert.Equal(12, Versions.List(Expert).Count);
        Assert.Throws<FileNotFoundException>(() => Versions.Load(Expert, challenger.Card.Version));
        Assert.Equal(oldest.Parameters!.Values, Versions.Load(Expert, oldest.Card.Version).Parameters!.Values);
        Assert.Equal((newest.Card.Version, oldest.Card.Version), (Versions.Current(Expert), Versions.Previous(Expert)));
    }

    [Fact]
    public void Files_that_were_put_beside_a_model_go_with_its_version()
    {
        TrainedExpert first = Save(1, new() { ["sketch.json"] = [1] });
        File.WriteAllText(Path.Combine(_registry.FolderOf(Expert), "evidence.json"), "{}");
        Save(2);
        Assert.False(File.Exists(Path.Combine(_registry.FolderOf(Expert), "evidence.json")));
        Versions.Use(Expert, first.Card.Version, Now, "used");
        Assert.True(File.Exists(Path.Combine(_registry.FolderOf(Expert), "evidence.json")));
        Assert.True(File.Exists(Path.Combine(_registry.FolderOf(Expert), "sketch.json")));
    }

    [Fact]
    public void Each_set_of_versions_keeps_its_own_thresholds()
    {
        TrainedExpert first = Save(1);
        _registry.SaveThresholds(new VoteThresholds(0.1, 0.2), [first], 100);
        TrainedExpert second = Save(2);
        _registry.SaveThresholds(new VoteThresholds(0.3, 0.4), [second], 100);
        Assert.Equal((new VoteThresholds(0.1, 0.2), true, (DateOnly?)null), _registry.LoadThresholds([first]));
        Assert.Equal((new VoteThresholds(0.3, 0.4), true, (DateOnly?)null), _registry.LoadThresholds([second]));
    }

    [Fact]
    public void A_version_is_found_by_the_beginning_or_the_end_of_its_name()
    {
        TrainedExpert first = Save(1),
            second = Save(2);
        Assert.Equal(first.Card.Version, Versions.Resolve(Expert, first.Card.Version[^8..]));
        Assert.Contains(
            second.Card.Version,
            Assert.Throws<InvalidDataException>(() => Versions.Resolve(Expert, "2026")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            first.Card.Version,
            Assert.Throws<FileNotFoundException>(() => Versions.Resolve(Expert, "x")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Many_that_use_versions_at_once_wait_for_one_another_and_there_is_always_a_model()
    {
        string[] versions = [Save(1).Card.Version, Save(2).Card.Version, Save(3).Card.Version];
        using var done = new CancellationTokenSource();
        Task<int> reading = Task.Run(
            () =>
            {
                int read = 0;
                for (; !done.IsCancellationRequested || read == 0; read++)
                    Assert.Contains(new ModelRegistry(_folder.Path).Load(Expert).Card.Version, versions);
                return read;
            },
            TestContext.Current.CancellationToken
        );
        await Parallel.ForAsync(
            0,
            75,
            new ParallelOptions { MaxDegreeOfParallelism = 5 },
            (n, _) =>
            {
                new ModelRegistry(_folder.Path).Versions.Use(Expert, versions[n % 3], Now, "used");
                return ValueTask.CompletedTask;
            }
        );
        await done.CancelAsync();
        Assert.True(await reading > 0);
        Assert.Contains(Versions.Current(Expert), versions);
        Assert.Empty(Directory.GetDirectories(_folder.Path, "*.new", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetDirectories(_folder.Path, "*.old", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_model_whose_folder_is_being_replaced_is_waited_for_and_not_told_as_missing()
    {
        Save(1);
        string folder = _registry.FolderOf(Expert);
        using var away = new ManualResetEventSlim();
        using var back = new ManualResetEventSlim();
        Task writing = Task.Run(
            () =>
            {
                using IDisposable alone = _registry.Alone();
                Directory.Move(folder, folder + ".away");
                away.Set();
                back.Wait(TestContext.Current.CancellationToken);
                Directory.Move(folder + ".away", folder);
            },
            TestContext.Current.CancellationToken
        );
        away.Wait(TestContext.Current.CancellationToken);
        using ITimer returns = TimeProvider.System.CreateTimer(
            _ => back.Set(),
            null,
            TimeSpan.FromSeconds(0.05),
            Timeout.InfiniteTimeSpan
        );
        bool has = new ModelRegistry(_folder.Path).Has(Expert);
        await writing;
        Assert.True(has);
    }

    [Fact]
    public void What_a_killed_replacement_left_is_undone_or_removed()
    {
        TrainedExpert only = Save(1);
        string folder = _registry.FolderOf(Expert);
        Directory.Move(folder, folder + ".old");
        Directory.CreateDirectory($"{folder}.{int.MaxValue}-1.new");
        Assert.Equal(only.Parameters!.Values, _registry.Load(Expert).Parameters!.Values);
        Save(2);
        Assert.Empty(Directory.GetDirectories(_folder.Path, "*.new", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetDirectories(_folder.Path, "*.old", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_file_of_thresholds_that_a_killed_switch_left_unfinished_is_removed_by_the_next_writer()
    {
        TrainedExpert first = Save(1);
        Save(2);
        string sets = Directory.CreateDirectory(Path.Combine(_folder.Path, "v7_ensemble", "sets")).FullName;
        string[] left =
        [
            Path.Combine(Path.GetDirectoryName(sets)!, $".ensemble.json.{int.MaxValue}.tmp"),
            Path.Combine(sets, $".a_b_c.json.{int.MaxValue}.tmp"),
        ];
        foreach (string file in left)
            File.WriteAllText(file, "half");
        Versions.Use(Expert, first.Card.Version, Now, "used");
        Assert.DoesNotContain(left, File.Exists);
    }

    public void Dispose() => _folder.Dispose();

    private static TrainedExpert Model(int number)
    {
        TrainedExpert model = Markets.Untrained(Expert, Markets.Bars(), window: 4, seed: number);
        return model with
        {
            Card = model.Card with
            {
                CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 0, TimeSpan.Zero).AddHours(number),
            },
        };
    }

    /// <summary>A model of an expert of a file, of each kind that has a file of its own.</summary>
    private static TrainedExpert OfOwnFile(ExpertModel kind)
    {
        string text = kind switch
        {
            ExpertModel.Boosting => "\"model\": \"boosting\",",
            ExpertModel.Onnx =>
                "\"model\": \"onnx\", \"onnx\": { \"file\": \"x.onnx\", \"chosen_to\": \"2015-12-31\" },",
            _ => "",
        };
        ExpertDefinition expert = ExpertFile.Read(
            Encoding.UTF8.GetBytes(
                $$"""
                { {{text}} "inputs": { "features": ["reversion"] }, "label": { "kind": "up", "horizon": 1 } }
                """
            ),
            "mine.json",
            "mine",
            folder: "experts"
        );
        TrainedExpert model = Markets.Untrained(expert, Markets.Bars(), window: 4);
        if (kind == ExpertModel.Network)
            return model;
        BoostedTrees trees = new("by hand", expert.Features.Count, 1, [new([0], [0.5f], [~0], [~1], [1, 2])]);
        var serving = new ModelServing
        {
            Forecaster = kind == ExpertModel.Onnx ? ModelServing.Onnx : ModelServing.Boosting,
            Named = true,
            BaseRate = 0.5,
            Parts = [],
            Market = [],
            Compared = [],
            Foreign = new(trees, expert.Features, trees.ToBytes()),
        };
        return model with { Parameters = null, Card = model.Card with { Serving = serving, Window = 1 } };
    }

    private TrainedExpert Save(int number, Dictionary<string, byte[]>? attachments = null) =>
        _registry.Save(Model(number), attachments);
}
