using System.Globalization;
using System.Text.Json;
using Ploutos.Experts.Definitions;
using Ploutos.MarketData;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Training;

/// <summary>The hyperparameters of an expert: those of its last search,
/// <c>logs/v7_{expert}_optimization.json</c>, else its defaults.</summary>
public static class HyperparameterFile
{
    /// <summary>The origin of hyperparameters that no search chose.</summary>
    public const string Defaults = "defaults";

    /// <summary>What a result file says where its best trial serves.</summary>
    public const string Search = "search";

    /// <summary>Reads them with what the file says of the search.</summary>
    /// <exception cref="PloutosException">The file is there but is not what a search writes.</exception>
    public static HyperparameterChoice Find(WorkspaceFolder workspace, ExpertDefinition expert)
    {
        if (expert.Foreign is { } foreign)
            return ForeignTraining.ChoiceOf(expert, foreign);
        string path = workspace.OptimizationResult(expert.Name);
        if (!File.Exists(path))
            return new(expert.Defaults, Defaults);
        try
        {
            using JsonDocument json = StrictJson.Parse(File.ReadAllBytes(path));
            string file = Path.GetRelativePath(workspace.Root, path);
            string? kept =
                IsOfAnotherFile(json.RootElement, expert)
                    ? $"defaults: the file of the expert was changed after the search of {file}"
                : TextOf(json.RootElement, "serves") == Defaults ? $"defaults, which the search of {file} did not beat"
                : null;
            HyperparameterChoice found = kept is null
                ? Of(
                    json.RootElement.GetProperty("best_params")
                        .EnumerateObject()
                        .ToDictionary(p => p.Name, p => p.Value.GetDouble()),
                    expert
                )
                : new(expert.Defaults, kept);
            return new(found.Values, kept ?? file)
            {
                Window = found.Window,
                KeptDefaults = kept is not null,
                Days = DaysOf(json.RootElement),
                MaxEpochs =
                    json.RootElement.TryGetProperty("max_epochs", out JsonElement cap)
                    && cap.ValueKind == JsonValueKind.Number
                        ? cap.GetInt32()
                        : null,
                Ended =
                    json.RootElement.TryGetProperty("timestamp", out JsonElement ended)
                    && ended.ValueKind == JsonValueKind.String
                    && ended.TryGetDateTimeOffset(out DateTimeOffset moment)
                        ? moment
                        : null,
            };
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or InvalidDataException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
                        or OverflowException
            )
        {
            throw new PloutosException(
                Fault.Damaged,
                $"'{path}' must hold best_params as a search writes them, but {e.Message} Search again, or delete the"
                    + $" file to train with the defaults.",
                e
            )
            {
                Remedies = [new RunSearch(expert.Name)],
            };
        }
    }

    /// <summary>Whether the result of the expert's last search is this trial: a later search, of this study
    /// or another one, replaces the result.</summary>
    /// <param name="workspace">Where the result lies.</param>
    /// <param name="expert">The expert's name.</param>
    /// <param name="trial">The number of a study's best trial.</param>
    /// <param name="value">Its value.</param>
    public static bool IsOf(WorkspaceFolder workspace, string expert, int trial, double value)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        try
        {
            using JsonDocument json = StrictJson.Parse(File.ReadAllBytes(workspace.OptimizationResult(expert)));
            return json.RootElement.GetProperty("best_trial").GetInt32() == trial
                && json.RootElement.GetProperty("best_loss").GetDouble().Equals(value);
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or InvalidDataException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
            )
        {
            return false; // there is none, or what a training will call damaged
        }
    }

    /// <summary>Parameters of a trial by their published names.</summary>
    /// <exception cref="KeyNotFoundException">One is missing.</exception>
    /// <exception cref="ArgumentException">One breaks its rule.</exception>
    internal static HyperparameterChoice Of(IReadOnlyDictionary<string, double> parameters, ExpertDefinition expert)
    {
        var values = new Hyperparameters
        {
            LearningRate = parameters["learning_rate"],
            BatchSize = checked((int)parameters["batch_size"]),
            Dropout = parameters["dropout"],
            WeightDecay = parameters["weight_decay"],
            Hidden =
            [
                .. Enumerable
                    .Range(1, expert.Defaults.Hidden.Length)
                    .Select(i => checked((int)parameters[$"hidden{i}"])),
            ],
            Epochs = checked((int)parameters["epochs"]),
        };
        values.Validate(expert.Defaults.Hidden.Length);
        return new(values, Search)
        {
            Window = parameters.TryGetValue("window", out double window) ? checked((int)window) : null,
        };
    }

    /// <summary>Whether the search was of an expert's file with other inputs, another label or network.
    /// Those of the built-in experts are part of Ploutos; a result of an earlier version does not
    /// say.</summary>
    private static bool IsOfAnotherFile(JsonElement root, ExpertDefinition expert) =>
        !expert.IsBuiltIn && TextOf(root, "definition") is { } searched && searched != expert.Digest;

    private static string? TextOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>The days that the search saw; null in files of earlier versions.</summary>
    private static SearchDays? DaysOf(JsonElement root)
    {
        if (!root.TryGetProperty("days", out JsonElement days) || days.ValueKind != JsonValueKind.Object)
            return null;
        DateOnly Day(string name) =>
            DateOnly.ParseExact(days.GetProperty(name).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new(
            Day("train_from"),
            Day("train_to"),
            Day("validation_from"),
            Day("validation_to"),
            StateName.Parse<DataOrigin>(days.GetProperty("origin").GetString()!)
        );
    }
}
