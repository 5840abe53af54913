using System.Globalization;
using Ploutos.Workspace;

namespace Ploutos.Research.Sharding;

/// <summary>One of several shares of a work, each for a process of its own.</summary>
/// <param name="Number">Which, counted from 1.</param>
/// <param name="Of">How many there are.</param>
public sealed record Shard(int Number, int Of)
{
    private const int Most = 10_000;
    private static readonly string[] s_variables =
    [
        "JOB_COMPLETION_INDEX",
        "SLURM_ARRAY_TASK_ID",
        "SLURM_ARRAY_TASK_COUNT",
    ];

    private const string Rule =
        "A shard must be I/N with I from 1 to N, auto/N, or auto: the number of a Kubernetes job's pod"
        + " (JOB_COMPLETION_INDEX, which needs the N) or of a Slurm array's task (SLURM_ARRAY_TASK_ID)";

    /// <summary>Reads <c>I/N</c>, <c>auto/N</c> or <c>auto</c>, the latter two from what the engine that
    /// started the process says of it.</summary>
    /// <param name="text">As given.</param>
    /// <param name="environment">The variable of a name; null where it is not set.</param>
    /// <exception cref="PloutosException">It breaks the rule.</exception>
    public static Shard Parse(string text, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(environment);
        string[] parts = text.Split('/');
        string[] known =
        [
            .. s_variables.Select(name =>
                environment(name) is { Length: > 0 } value ? $"{name}={value}" : $"no {name}"
            ),
        ];
        PloutosException Refused() =>
            new(Fault.WrongUsage, $"{Rule}, but got '{text}' (environment: {string.Join(", ", known)}).");

        bool isAuto = parts[0].Equals("auto", StringComparison.OrdinalIgnoreCase);
        if (parts.Length > 2 || (parts.Length == 1 && !isAuto))
            throw Refused();
        int? number = isAuto ? Index(environment) + 1 : Whole(parts[0]),
            of = parts.Length == 2 ? Whole(parts[1]) : Whole(environment("SLURM_ARRAY_TASK_COUNT"));
        return number >= 1 && of is >= 1 and <= Most && number <= of ? new(number.Value, of.Value) : throw Refused();
    }

    /// <summary>The work of this shard: the dearest is dealt first, each to the shard that has the least so
    /// far, so that every process comes to the same division by itself.</summary>
    /// <param name="work">All of it.</param>
    /// <param name="cost">What each costs, in any unit.</param>
    public IReadOnlyList<T> Take<T>(IReadOnlyList<T> work, Func<T, double> cost)
    {
        ArgumentNullException.ThrowIfNull(work);
        double[] loads = new double[Of];
        var mine = new List<T>();
        // The order of equals is that of the list: OrderBy is stable.
        foreach (T one in work.OrderByDescending(cost))
        {
            int least = Array.IndexOf(loads, loads.Min());
            loads[least] += cost(one);
            if (least == Number - 1)
                mine.Add(one);
        }

        return mine;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Of}");

    /// <summary>The process's number, counted from 0; null where no engine says one. An array of Slurm may
    /// begin at any number.</summary>
    private static int? Index(Func<string, string?> environment) =>
        Whole(environment("JOB_COMPLETION_INDEX"))
        ?? Whole(environment("SLURM_ARRAY_TASK_ID")) - (Whole(environment("SLURM_ARRAY_TASK_MIN")) ?? 0);

    private static int? Whole(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
