using System.Globalization;
using System.Text.Json;

namespace Ploutos.Storage;

/// <summary>A settings file of the user's, read strictly: an unknown key, a wrong kind or a value
/// out of range is an error that names the file, the key, the rule and the value. Comments and
/// trailing commas are allowed, since people write it.</summary>
public sealed class SettingsFile
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };
    private const int MostShown = 200;
    private readonly string _path;
    private readonly string _where;
    private readonly JsonElement _object;

    private SettingsFile(string path, string where, JsonElement value)
    {
        (_path, _where, _object) = (path, where, value);
        if (value.ValueKind != JsonValueKind.Object)
            throw Error("", "must be an object in braces", value);
        if (value.EnumerateObject().GroupBy(p => p.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Error(twice.Key, "may be given once", twice.Last().Value);
    }

    /// <summary>Reads a file; null where there is none.</summary>
    public static SettingsFile? Read(string path)
    {
        return File.Exists(path) ? Parse(File.ReadAllBytes(path), path) : null;
    }

    /// <summary>Reads what is not, or not yet, a file of its own.</summary>
    /// <param name="content">UTF-8 text.</param>
    /// <param name="path">What errors call it.</param>
    public static SettingsFile Parse(byte[] content, string path)
    {
        try
        {
            using JsonDocument document = StrictJson.Parse(content, Lenient);
            return new(path, "", document.RootElement.Clone());
        }
        catch (JsonException e)
        {
            throw new StorageException(
                StorageFault.Settings,
                $"{path} must be JSON, but {e.Message} Correct it, or move it away.",
                e
            );
        }
    }

    /// <summary>Keys of this object.</summary>
    public IReadOnlyList<string> Keys => [.. _object.EnumerateObject().Select(p => p.Name)];

    /// <summary>Whether the key is there.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>Refuses keys that are not among <paramref name="known"/>.</summary>
    public SettingsFile Allow(params string[] known)
    {
        foreach (JsonProperty property in _object.EnumerateObject())
            if (!known.Contains(property.Name, StringComparer.Ordinal))
                throw new StorageException(
                    StorageFault.Settings,
                    $"{_path}: '{Full(property.Name)}' is not known here. Known are: " + $"{string.Join(", ", known)}."
                );
        return this;
    }

    /// <summary>A text that is not empty; null where the key is missing.</summary>
    public string? Text(string key) =>
        Find(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text
        : throw Error(key, "must be a text", value);

    /// <summary>A text that must be there and must not be empty.</summary>
    public string RequiredText(string key) => Text(key) ?? throw Missing(key);

    /// <summary>One of <paramref name="choices"/>; <paramref name="otherwise"/> where the key is
    /// missing.</summary>
    public string Choice(string key, string otherwise, params string[] choices) =>
        Text(key) is not { } text ? otherwise
        : choices.Contains(text, StringComparer.Ordinal) ? text
        : throw Error(key, $"must be one of {string.Join(", ", choices)}", Find(key)!.Value);

    /// <summary>True or false; <paramref name="otherwise"/> where the key is missing.</summary>
    public bool Flag(string key, bool otherwise) =>
        Find(key) is not { } value ? otherwise
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Error(key, "must be true or false", value);

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, both inclusive;
    /// <paramref name="otherwise"/> where the key is missing.</summary>
    public double Number(string key, double otherwise, double least, double most) =>
        Find(key) is not { } value ? otherwise
        : value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out double number)
        && number >= least
        && number <= most
            ? number
        : throw Error(
            key,
            string.Create(CultureInfo.InvariantCulture, $"must be a number from {least} to {most}"),
            value
        );

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both
    /// inclusive; <paramref name="otherwise"/> where the key is missing.</summary>
    public int Whole(string key, int otherwise, int least, int most) =>
        Find(key) is not { } value ? otherwise
        : IsWhole(value, least, most, out int number) ? number
        : throw Error(key, $"must be a whole number from {least} to {most}", value);

    /// <summary>A list of whole numbers, each from <paramref name="least"/> to
    /// <paramref name="most"/>, both inclusive; null where the key is missing.</summary>
    public IReadOnlyList<int>? Wholes(string key, int least, int most) =>
        Find(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => IsWhole(v, least, most, out _))
            ? [.. value.EnumerateArray().Select(v => v.GetInt32())]
        : throw Error(key, $"must be a list of whole numbers from {least} to {most}", value);

    /// <summary>A list of texts; null where the key is missing.</summary>
    public IReadOnlyList<string>? Texts(string key) =>
        Find(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(v => v.GetString()!)]
        : throw Error(key, "must be a list of texts", value);

    /// <summary>An object of its own rules; null where the key is missing. Errors in it name its
    /// full key.</summary>
    public SettingsFile? Section(string key) => Find(key) is { } value ? new(_path, Full(key), value) : null;

    /// <summary>A list of objects; empty where the key is missing. Errors in them name their full
    /// key.</summary>
    public IReadOnlyList<SettingsFile> Sections(string key)
    {
        if (Find(key) is not { } value)
            return [];
        if (value.ValueKind != JsonValueKind.Array)
            throw Error(key, "must be a list", value);
        return [.. value.EnumerateArray().Select((v, i) => new SettingsFile(_path, $"{Full(key)}[{i}]", v))];
    }

    /// <summary>An error about a key's value, to be thrown.</summary>
    public StorageException Wrong(string key, string rule) => Error(key, rule, Find(key) ?? default);

    /// <summary>An error about a key whose value breaks a rule that stands in another error, to be
    /// thrown.</summary>
    public StorageException Wrong(string key, Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return new(StorageFault.Settings, $"{_path}: '{Full(key)}': {cause.Message}", cause);
    }

    /// <summary>An error about a key that must be there.</summary>
    public StorageException Missing(string key) => new(StorageFault.Settings, $"{_path}: '{Full(key)}' must be given.");

    private static bool IsWhole(JsonElement value, int least, int most, out int number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out number)
            && number >= least
            && number <= most;
    }

    private JsonElement? Find(string key) =>
        _object.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string Full(string key) =>
        (_where, key) switch
        {
            ("", "") => "the file",
            ("", _) => key,
            (_, "") => _where,
            _ => $"{_where}.{key}",
        };

    private StorageException Error(string key, string rule, JsonElement value) =>
        new(
            StorageFault.Settings,
            $"{_path}: '{Full(key)}' {rule}, but is"
                + $" {(value.ValueKind == JsonValueKind.Undefined ? "not there" : Short(value.GetRawText()))}."
        );

    private static string Short(string text) => text.Length <= MostShown ? text : $"{text[..MostShown]}...";
}
