using System.Text;
using Ploutos.Experts.Trees;

namespace Ploutos.Boosting.Tests;

/// <summary>Trees as data.</summary>
public sealed class KeptTreesTests
{
    private const int Columns = 3;

    [Fact]
    public void They_say_what_the_library_says_and_come_back_from_their_file_bit_for_bit()
    {
        var random = new Random(3);
        float[] inputs = [.. Enumerable.Range(0, 3000 * Columns).Select(_ => random.NextSingle() - 0.5f)];
        bool[] outcomes = [.. inputs.Chunk(Columns).Select(r => random.NextDouble() < (r[0] * r[1] > 0 ? 0.8 : 0.2))];
        IFittedTrees fitted = Boosting.OrSkip().Fit(new(inputs, Columns, outcomes), 60);
        BoostedTrees trees = fitted.Trees(),
            again = BoostedTrees.Read(trees.ToBytes(), "trees.json", Columns);
        double[] own = fitted.Probabilities(inputs);
        Assert.Equal((60, "LightGBM", 1), (trees.Count, trees.LearnedBy, trees.Window));
        for (int i = 0; i < own.Length; i++)
        {
            double p = trees.Probability(inputs.AsSpan(i * Columns, Columns));
            Assert.Equal(own[i], p, 1e-6);
            Assert.Equal(p, again.Probability(inputs.AsSpan(i * Columns, Columns)));
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.25)]
    public void Too_few_rows_for_a_split_give_one_constant_of_their_base_rate(double rate)
    {
        const int rows = 200;
        float[] inputs = [.. Enumerable.Range(0, rows * Columns).Select(i => (float)Math.Sin(i))];
        bool[] outcomes = [.. Enumerable.Range(0, rows).Select(i => i < rate * rows)];
        BoostingRows all = new(inputs, Columns, outcomes);
        Assert.Equal(1, Boosting.OrSkip().ChooseTrees(all, all));
        IFittedTrees fitted = Boosting.OrSkip().Fit(all, 5);
        BoostedTrees trees = fitted.Trees();
        double[] own = fitted.Probabilities(inputs);
        Assert.All(own, p => Assert.Equal(rate, p, 1e-3));
        for (int i = 0; i < rows; i++)
            Assert.Equal(own[i], trees.Probability(inputs.AsSpan(i * Columns, Columns)), 1e-6);
    }

    [Fact]
    public void A_row_goes_left_where_its_input_is_no_larger()
    {
        BoostedTrees trees = new("by hand", 2, 2, [new([0, 1], [0.5f, 1], [1, ~0], [~2, ~1], [1, 2, 3])]);
        Assert.Equal(Sigmoid(2 * 1), trees.Probability([0.5f, 1]), 1e-12);
        Assert.Equal(Sigmoid(2 * 2), trees.Probability([0.5f, 1.1f]), 1e-12);
        Assert.Equal(Sigmoid(2 * 3), trees.Probability([0.6f, 0]), 1e-12);
    }

    [Theory]
    [InlineData("{", "is no file of boosted trees")]
    [InlineData("null", "must be for 2 input(s)")]
    [InlineData("3 1 1 []", "must be for 2 input(s), but is for 3")]
    [InlineData("2 2 1 []", "must have the format 1")]
    [InlineData("2 1 0 []", "a factor above 0")]
    [InlineData("2 1 1 []", "at least one tree")]
    [InlineData("2 1 1 [null]", "lacks a part")]
    [InlineData("2 1 1 [0]/[1]/[0]/[-2]/[1,2]", "a child outside the tree")]
    [InlineData("2 1 1 [0]/[1]/[-1]/[-4]/[1,2]", "a child outside the tree")]
    [InlineData("2 1 1 [2]/[1]/[-1]/[-2]/[1,2]", "an input outside 0 .. 1")]
    [InlineData("2 1 1 [0]/[1]/[-1]/[-2]/[1]", "2 finite leaves")]
    [InlineData("2 1 1 [0]/[1,2]/[-1]/[-2]/[1,2]", "parts of several lengths")]
    public void A_file_that_breaks_a_rule_is_refused_with_the_rule(string text, string rule) =>
        Assert.Contains(
            rule,
            Assert
                .Throws<InvalidDataException>(() =>
                    BoostedTrees.Read(Encoding.UTF8.GetBytes(FileOf(text)), "trees.json", 2)
                )
                .Message,
            StringComparison.Ordinal
        );

    /// <summary>A file of inputs, format, factor, and either trees or the parts of one.</summary>
    private static string FileOf(string text)
    {
        if (text.Split(' ') is not [var inputs, var format, var factor, var trees])
            return text;
        string[] parts = trees.Split('/');
        string all =
            parts.Length == 1
                ? trees
                : $$"""
                    [{"input":{{parts[0]}},"threshold":{{parts[1]}},"left":{{parts[2]}},"right":{{parts[
                        3
                    ]}},"leaf":{{parts[4]}}}]
                    """;
        return $$"""
            {"format":{{format}},"learned_by":"x","inputs":{{inputs}},"factor":{{factor}},"trees":{{all}}}
            """;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
