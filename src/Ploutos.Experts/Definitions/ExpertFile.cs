using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Experts.Foreign;
using Ploutos.Experts.Trees;
using Ploutos.Experts.Vote;
using Ploutos.Features;
using Ploutos.Features.Expressions;
using Ploutos.Features.Inputs;
using Ploutos.Features.Labels;
using Ploutos.MarketData.Columns;
using Ploutos.Storage;

namespace Ploutos.Experts.Definitions;

/// <summary>An expert as a file: JSON with comments. docs/experts.md has its keys. Every rule is
/// checked when it is read; an error names file, key, rule and value.</summary>
public static class ExpertFile
{
    /// <summary>The layout that is written and read.</summary>
    public const int Format = 1;

    private const int MostInputs = 1000,
        MostWindow = 64;

    private static readonly string[] s_keys =
    [
        "$schema",
        "format",
        "description",
        "inputs",
        "label",
        "classes",
        "model",
        "onnx",
        "network",
        "window",
        "vote",
        "defaults",
        "search",
        "baselines",
        "risk_model",
        "folder",
    ];

    /// <summary>Reads an expert.</summary>
    /// <param name="content">The file.</param>
    /// <param name="path">Where it is, for errors.</param>
    /// <param name="name">The expert's name.</param>
    /// <param name="folder">The folder that paths of columns are relative to; null for the file's
    /// own.</param>
    /// <param name="own">Features in code that it may name; null for none.</param>
    /// <param name="labels">Labels in code that it may name; null for none.</param>
    /// <param name="columns">Reads a file of columns, by its path; null for <see cref="ColumnFile.Read"/>.</param>
    /// <param name="foreign">What reads models of other programs; null for nothing.</param>
    /// <param name="boosting">What learns boosted trees; null for nothing.</param>
    /// <exception cref="StorageException">It breaks a rule.</exception>
    public static ExpertDefinition Read(
        byte[] content,
        string path,
        string name,
        string? folder = null,
        IReadOnlyList<OwnFeature>? own = null,
        IReadOnlyList<OwnLabel>? labels = null,
        Func<string, ColumnFile>? columns = null,
        IForeignModelReader? foreign = null,
        IGradientBoosting? boosting = null
    )
    {
        folder ??= Path.GetDirectoryName(path) ?? "";
        SettingsFile file = SettingsFile.Parse(content, path).Allow(s_keys);
        if (file.Whole("format", Format, 1, int.MaxValue) != Format)
            throw file.Wrong("format", $"must be {Format}: a newer version of Ploutos wrote the file");
        (FeatureSet features, string inputs, IReadOnlyList<FileColumn> read) = Inputs(
            file,
            name,
            folder,
            own ?? [],
            columns ?? ColumnFile.Read
        );
        (Label label, string question) = LabelPart.Read(file, name, labels ?? []);
        ExpertModel model = Model(file);
        ForeignFile? onnx = OnnxPart.Read(file, model, folder, foreign);
        (double? weight, VoteRole role) = VotePart.Read(file.Section("vote"), label);
        bool isUnasked = model is ExpertModel.Linear or ExpertModel.Boosting;
        NetworkForm network = isUnasked ? NetworkPart.Unasked : NetworkPart.Form(file);
        Hyperparameters defaults = isUnasked ? NetworkPart.Once : NetworkPart.Defaults(file);
        var expert = new ExpertDefinition
        {
            Name = name,
            Description = file.Text("description"),
            Text = Encoding.UTF8.GetString(content),
            Digest = DigestOf(inputs, question, model, network),
            Features = features,
            Columns = [.. read],
            Label = label,
            ModelFolder = Folder(file, name),
            ClassNames = Classes(file, label),
            Defaults = defaults,
            Widths = NetworkPart.Widths(file, defaults),
            Baselines = BaselinesOf(file, label, model),
            HasRiskModel = RiskModel(file, label),
            Model = model,
            Network = network,
            Foreign = onnx,
            Boosting = boosting,
            Window = file.Has("window") ? file.Whole("window", 1, 1, MostWindow) : null,
            VoteWeight = weight,
            Role = role,
        };
        CheckShapes(file, expert);
        return expert;
    }

    /// <summary>The network must be one by its default widths, and by those that a search may choose.</summary>
    private static void CheckShapes(SettingsFile file, ExpertDefinition expert)
    {
        FilePart.Check(
            file,
            "defaults",
            () => expert.Shape(expert.Defaults, ExpertDefinition.DefaultWindow).Validate()
        );
        FilePart.Check(
            file,
            "search",
            () =>
            {
                foreach (bool next in (bool[])[false, true])
                    expert
                        .Shape(
                            expert.Defaults with
                            {
                                Hidden =
                                [
                                    .. expert.Widths.Select(w =>
                                        next && w.Low + w.Step <= w.High ? w.Low + w.Step : w.Low
                                    ),
                                ],
                            },
                            ExpertDefinition.DefaultWindow
                        )
                        .Validate();
            }
        );
    }

    private static (FeatureSet Set, string Text, IReadOnlyList<FileColumn> Columns) Inputs(
        SettingsFile file,
        string name,
        string folder,
        IReadOnlyList<OwnFeature> own,
        Func<string, ColumnFile> open
    )
    {
        SettingsFile inputs = (file.Section("inputs") ?? throw file.Missing("inputs")).Allow(
            "features",
            "expressions",
            "columns",
            "markets"
        );
        IReadOnlyList<string> all = inputs.Texts("features") ?? [];
        OwnFeature[] inCode = [.. all.Select(f => own.FirstOrDefault(o => o.Name == f)).OfType<OwnFeature>()];
        string[] features = [.. all.Where(f => !own.Any(o => o.Name == f))];
        SettingsFile? written = inputs.Section("expressions");
        NamedExpression[] expressions =
        [
            .. (written?.Keys ?? []).Select(k => new NamedExpression(k, written!.RequiredText(k))),
        ];
        (IReadOnlyList<FileColumn> columns, IReadOnlyList<string> columnText) = ColumnPart.Read(inputs, folder, open);
        (IReadOnlyList<NamedColumn> others, IReadOnlyList<string> otherText) = MarketPart.Read(file, inputs, folder);
        NamedColumn[] named =
        [
            .. inCode.Select(o => o.Column),
            .. columns.Select(c => new NamedColumn(c.Name, c.Values)),
            .. others,
        ];
        FeatureSet set = FilePart.Check(file, "inputs", () => FeatureChoice.Of(name, features, expressions, named));
        if (set.Count > MostInputs)
            throw file.Wrong("inputs", $"must name at most {MostInputs} inputs, {set.Count} are too many");
        return (
            set,
            string.Join(
                '\n',
                [.. all, .. expressions.Select(e => $"{e.Name} = {e.Text}"), .. columnText, .. otherText, .. set.Names]
            ),
            columns
        );
    }

    private static ExpertModel Model(SettingsFile file)
    {
        ExpertModel model = file.Choice("model", "network", "network", "linear", "boosting", "onnx") switch
        {
            "linear" => ExpertModel.Linear,
            "boosting" => ExpertModel.Boosting,
            "onnx" => ExpertModel.Onnx,
            _ => ExpertModel.Network,
        };
        foreach (string key in (string[])["network", "window", "defaults", "search", "risk_model"])
            if (model != ExpertModel.Network && file.Has(key))
                throw file.Wrong(key, "belongs to the model network: leave it out");
        return model;
    }

    private static ImmutableArray<string> BaselinesOf(SettingsFile file, Label label, ExpertModel model)
    {
        IReadOnlyList<string> names =
            file.Texts("baselines")
            ?? (
                model == ExpertModel.Linear
                    ? [BaselineNames.BaseRate]
                    : [BaselineNames.BaseRate, BaselineNames.Logistic]
            );
        if (model == ExpertModel.Linear && names.Contains(BaselineNames.Logistic))
            throw file.Wrong("baselines", $"holds '{BaselineNames.Logistic}', which is the linear model itself");
        if (!IsWeeklyVolatility(label) && names.FirstOrDefault(BaselineNames.OfWeeklyVolatility.Contains) is { } weekly)
            throw file.Wrong("baselines", $"holds '{weekly}', which answers the label volatility of horizon 5 alone");
        return
            names.Distinct().Count() == names.Count
            && names.All(BaselineNames.All.Contains)
            && names.Contains(BaselineNames.BaseRate)
            ? [.. names]
            : throw file.Wrong(
                "baselines",
                $"must be some of {string.Join(", ", BaselineNames.All)}, each once, and {BaselineNames.BaseRate} among"
                    + " them"
            );
    }

    private static bool RiskModel(SettingsFile file, Label label) =>
        !file.Flag("risk_model", false) || IsWeeklyVolatility(label)
            ? file.Flag("risk_model", false)
            : throw file.Wrong("risk_model", "answers the label volatility of horizon 5 alone");

    /// <summary>Whether the label asks of the trailing year's median of five-day volatility: the level
    /// that the risk model and the baselines of volatility know.</summary>
    private static bool IsWeeklyVolatility(Label label) => label is { Kind: LabelKind.Volatility, Horizon: 5 };

    private static (string, string) Classes(SettingsFile file, Label label)
    {
        IReadOnlyList<string> names =
            file.Texts("classes") ?? (label.Kind == LabelKind.Volatility ? ["LOW", "HIGH"] : ["DOWN", "UP"]);
        return
            names.Count == 2
            && names[0] != names[1]
            && names.All(n => n.Length is >= 1 and <= 12 && n.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            ? (names[0], names[1])
            : throw file.Wrong("classes", "must be two different names of 1 to 12 letters, class 0 first");
    }

    private static string Folder(SettingsFile file, string name)
    {
        string folder = file.Text("folder") ?? ExpertNameRule.FolderOf(name);
        return
            folder.Length <= 64
            && folder.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-')
            ? folder
            : throw file.Wrong("folder", "must be at most 64 small letters, digits, '_' and '-'");
    }

    private static string DigestOf(string inputs, string label, ExpertModel model, NetworkForm network)
    {
        string[] form = model switch
        {
            ExpertModel.Linear => ["linear"],
            ExpertModel.Boosting => ["boosting"],
            ExpertModel.Onnx => ["onnx"],
            _ =>
            [
                FormattableString.Invariant($"{network.Activation} {network.Heads} {network.Skip:R}"),
                FormattableString.Invariant($"{network.ClassifierWidth} {network.ClassifierDropout:R}"),
            ],
        };
        byte[] text = JsonSerializer.SerializeToUtf8Bytes([inputs, label, .. form], TextJson.Default.StringArray);
        return Convert.ToHexStringLower(SHA256.HashData(text));
    }
}

/// <summary>JSON of plain words.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class TextJson : JsonSerializerContext;
