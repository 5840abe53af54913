using Ploutos.Neural.Kernels;
using Ploutos.Neural.Threading;

namespace Ploutos.Neural.Tests;

public sealed class StepTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void A_training_gives_the_same_bits_at_any_thread_count(int window)
    {
        float[] alone = Train(window, threads: 1);
        Assert.Equal(alone, Train(window, threads: 2));
        Assert.Equal(alone, Train(window, threads: 3));
        Assert.Equal(alone, Train(window, threads: 7));
    }

    [Fact]
    public void A_training_gives_the_same_bits_when_threads_come_and_go_between_steps()
    {
        float[] alone = Train(window: 5, threads: 1);
        Assert.Equal(alone, Train(window: 5, threads: 3, partsOf: step => 1 + step % 3));
    }

    [Theory]
    [InlineData(SimdLevel.Vector128, 5)]
    [InlineData(SimdLevel.Vector256, 5)]
    [InlineData(SimdLevel.Vector512, 5)]
    [InlineData(SimdLevel.Vector128, 0)]
    [InlineData(SimdLevel.Vector256, 0)]
    [InlineData(SimdLevel.Vector512, 0)]
    public void A_training_on_any_register_width_follows_the_scalar_reference(SimdLevel level, int window)
    {
        float[] scalar = Train(window, threads: 1, level: SimdLevel.Scalar),
            wide = Train(window, threads: 1, level: level);
        for (int i = 0; i < scalar.Length; i++)
            Assert.True(Math.Abs(scalar[i] - wide[i]) < 2e-3, $"parameter {i}: scalar {scalar[i]}, {level} {wide[i]}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void A_training_step_allocates_nothing(int window)
    {
        using var team = new WorkerTeam(1);
        TrainingNetwork network = Networks.Random(Networks.Shape(Activation.Gelu, window, dropout: 0.2f), 40, seed: 3);
        network.Step(4, 10, 1e-3, team, 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 20; step++)
            network.Step(4, 10, 1e-3, team, 1);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Dropout_drops_its_share_and_draws_again_at_every_step()
    {
        const int width = 4096;
        float[] x = new float[width],
            value = new float[width],
            derivative = new float[width];
        Array.Fill(x, 1f);
        var kept = new List<int>();
        for (uint step = 0; step < 50; step++)
        {
            KernelSet.Best.Activate(
                Activation.Relu,
                x,
                1f,
                0f,
                new RowDropout(0.3f, 0, CounterHash.Mix(step, 9)),
                value,
                derivative
            );
            kept.Add(value.Count(v => v > 0));
            Assert.All(value, v => Assert.True(v == 0f || Math.Abs(v - 1f / 0.7f) < 1e-6f));
        }

        Assert.InRange(kept.Average() / width, 0.69, 0.71);
        Assert.True(kept.Distinct().Count() > 10);
    }

    [Fact]
    public void A_failure_in_one_part_of_a_region_reaches_the_caller_and_the_team_goes_on_working()
    {
        using var team = new WorkerTeam(3);
        Assert.Throws<InvalidOperationException>(() =>
            team.Run(
                (part, _) =>
                {
                    if (part == 2)
                        throw new InvalidDataException("part 2");
                },
                3
            )
        );
        int ran = 0;
        team.Run((_, _) => Interlocked.Increment(ref ran), 3);
        Assert.Equal(3, ran);
    }

    [Fact]
    public void A_team_runs_every_part_of_every_region_once_whatever_their_number_and_however_long_it_slept()
    {
        using var team = new WorkerTeam(6);
        int[] ran = new int[6];
        for (int round = 0; round < 3000; round++)
        {
            int parts = 1 + round * 7 % 6;
            Array.Clear(ran);
            team.Run((part, all) => Interlocked.Add(ref ran[part], all), parts);
            Assert.Equal(Enumerable.Range(0, 6).Select(p => p < parts ? parts : 0), ran);
            if (round % 500 == 499)
                SpinWait.SpinUntil(() => team.Asleep == 5);
        }
    }

    [Fact]
    public void A_profile_divides_the_time_of_the_steps_and_leaves_the_bits_as_they_are()
    {
        float[] plain = Train(window: 5, threads: 2);
        var profile = new StepProfile();
        Assert.Equal(plain, Train(window: 5, threads: 2, profile: profile));
        Assert.Equal(12, profile.Steps);
        Assert.True(profile.Products > TimeSpan.Zero && profile.Barriers > TimeSpan.Zero);
        Assert.Equal(
            profile.Total.TotalMilliseconds,
            (profile.Products + profile.Elements + profile.Barriers + profile.Serial).TotalMilliseconds,
            0.01
        );
    }

    private static float[] Train(
        int window,
        int threads,
        SimdLevel? level = null,
        Func<int, int>? partsOf = null,
        StepProfile? profile = null
    )
    {
        using var team = new WorkerTeam(threads);
        TrainingNetwork network = Networks.Random(
            Networks.Shape(Activation.Gelu, window, dropout: 0.2f),
            40,
            seed: 3,
            level,
            leastWork: 1
        );
        network.Profile = profile;
        for (int step = 0; step < 12; step++)
        {
            Networks.FillBatch(network, 40, seed: 100 + step);
            profile?.BeginStep();
            network.Step(4, 10, 1e-3, team, partsOf?.Invoke(step) ?? threads);
            profile?.EndStep();
        }

        return network.Parameters.Values;
    }
}
