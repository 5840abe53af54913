using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Experts.Foreign;

namespace Ploutos.Experts.Trees;

/// <summary>A tree of decisions. A node sends a row to the left where its input is no larger than the
/// threshold; a child that is below 0 is the leaf of that number's complement.</summary>
/// <param name="Input">[nodes], which input.</param>
/// <param name="Threshold">[nodes].</param>
/// <param name="Left">[nodes], a later node or a leaf.</param>
/// <param name="Right">[nodes], likewise.</param>
/// <param name="Leaf">[leaves], what is added to the score.</param>
public sealed record DecisionTree(
    IReadOnlyList<int> Input,
    IReadOnlyList<float> Threshold,
    IReadOnlyList<int> Left,
    IReadOnlyList<int> Right,
    IReadOnlyList<double> Leaf
);

/// <summary>Boosted trees as data: they forecast on every machine, whatever library learned them. The log-odds
/// of class 1 are a factor times the sum of the leaves that a row falls into.</summary>
public sealed class BoostedTrees : IForeignModel
{
    /// <summary>The name of their file in the folder of a model's version.</summary>
    public const string KeptAs = "trees.json";

    private const int Format = 1;

    private readonly Tree[] _trees;
    private readonly double _factor;
    private readonly BoostedTreesFile _file;

    private BoostedTrees(BoostedTreesFile file)
    {
        (_file, _factor) = (file, file.Factor);
        _trees =
        [
            .. file.Trees.Select(t => new Tree([.. t.Input], [.. t.Threshold], [.. t.Left], [.. t.Right], [.. t.Leaf])),
        ];
    }

    /// <summary>Takes trees over.</summary>
    /// <param name="learnedBy">Name of the library that learned them.</param>
    /// <param name="inputs">Inputs of a row.</param>
    /// <param name="factor">Of the log-odds; above 0.</param>
    /// <param name="trees">The trees.</param>
    /// <exception cref="InvalidDataException">They break a rule.</exception>
    public BoostedTrees(string learnedBy, int inputs, double factor, IReadOnlyList<DecisionTree> trees)
        : this(Checked(new(Format, learnedBy, inputs, factor, trees), KeptAs)) { }

    /// <summary>Always 1: trees see one bar.</summary>
    public int Window => 1;

    /// <summary>How many there are.</summary>
    public int Count => _trees.Length;

    /// <summary>Name of the library that learned them.</summary>
    public string LearnedBy => _file.LearnedBy;

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <param name="content">The file.</param>
    /// <param name="path">Where it is, for errors.</param>
    /// <param name="inputs">How many inputs a row has.</param>
    /// <exception cref="InvalidDataException">It breaks a rule.</exception>
    public static BoostedTrees Read(byte[] content, string path, int inputs)
    {
        BoostedTreesFile? file;
        try
        {
            file = JsonSerializer.Deserialize(content, BoostedTreesJson.Default.BoostedTreesFile);
        }
        catch (JsonException e)
        {
            throw Broken(path, $"is no file of boosted trees: {e.Message}");
        }

        return file?.Inputs == inputs
            ? new(Checked(file, path))
            : throw Broken(path, $"must be for {inputs} input(s), but is for {file?.Inputs}");
    }

    /// <summary>The trees as a file (JSON).</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(_file, BoostedTreesJson.Default.BoostedTreesFile);

    /// <inheritdoc/>
    public double Probability(ReadOnlySpan<float> window)
    {
        double sum = 0;
        foreach (Tree tree in _trees)
            sum += tree.Of(window);
        return 1 / (1 + Math.Exp(-_factor * sum));
    }

    private static BoostedTreesFile Checked(BoostedTreesFile file, string path)
    {
        if (file.Format != Format)
            throw Broken(path, $"must have the format {Format}, but has {file.Format}");
        if (!(double.IsFinite(file.Factor) && file.Factor > 0))
            throw Broken(path, $"must have a factor above 0, but has {file.Factor}");
        if (file is not { LearnedBy: not null, Trees.Count: > 0 })
            throw Broken(path, "must name its library and hold at least one tree");
        for (int t = 0; t < file.Trees.Count; t++)
            if (Fault(file.Trees[t], file.Inputs) is { } fault)
                throw Broken(path, $"has a tree, number {t + 1}, that {fault}");
        return file;
    }

    /// <summary>The rule that a tree breaks. A child lies behind its parent, so that every walk ends.</summary>
    private static string? Fault(DecisionTree? tree, int inputs)
    {
        if (
            tree is not { Input: { } input, Threshold: { } threshold, Left: { } left, Right: { } right, Leaf: { } leaf }
        )
            return "lacks a part";
        int nodes = input.Count;
        if (nodes == 0 || threshold.Count != nodes || left.Count != nodes || right.Count != nodes)
            return "has parts of several lengths";
        if (leaf.Count != nodes + 1 || leaf.Any(l => !double.IsFinite(l)))
            return $"must have {nodes + 1} finite leaves";
        if (input.Any(i => i < 0 || i >= inputs) || threshold.Any(t => !float.IsFinite(t)))
            return $"asks for an input outside 0 .. {inputs - 1}, or compares it with no finite number";
        bool IsChild(int child, int parent) => child < 0 ? ~child < leaf.Count : child > parent && child < nodes;
        return Enumerable.Range(0, nodes).All(n => IsChild(left[n], n) && IsChild(right[n], n))
            ? null
            : "has a child outside the tree";
    }

    private static InvalidDataException Broken(string path, string rule) =>
        new($"'{path}' {rule}. Train the expert again.");

    private sealed record Tree(int[] Input, float[] Threshold, int[] Left, int[] Right, double[] Leaf)
    {
        public double Of(ReadOnlySpan<float> row)
        {
            int node = 0;
            while (node >= 0)
                node = row[Input[node]] <= Threshold[node] ? Left[node] : Right[node];
            return Leaf[~node];
        }
    }
}

/// <summary>The file of boosted trees.</summary>
internal sealed record BoostedTreesFile(
    int Format,
    string LearnedBy,
    int Inputs,
    double Factor,
    IReadOnlyList<DecisionTree> Trees
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BoostedTreesFile))]
internal sealed partial class BoostedTreesJson : JsonSerializerContext;
