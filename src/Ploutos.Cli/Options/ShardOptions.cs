using System.CommandLine;
using System.CommandLine.Parsing;
using Ploutos.Research.Sharding;

namespace Ploutos.Cli.Options;

/// <summary>The options of a work that many processes can make together.</summary>
internal sealed class ShardOptions
{
    private readonly Option<string?> _shard = new("--shard")
    {
        Description =
            "Make one share of the units alone, into --shared: I of N, or auto/N for the number that Kubernetes"
            + " (JOB_COMPLETION_INDEX) or Slurm (SLURM_ARRAY_TASK_ID) gives the process.",
        HelpName = "I/N",
    };
    private readonly Option<string?> _shared = new("--shared")
    {
        Description = "With --shard: the folder that all processes see.",
        HelpName = "DIR",
    };
    private readonly Option<string?> _merge = new("--merge")
    {
        Description = "Take the units that shards made in this folder; all must be there.",
        HelpName = "DIR",
    };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_shard, _shared, _merge];

    /// <summary>Adds them and their rules to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in All)
            command.Add(option);
        command.Validators.Add(Check);
    }

    /// <summary>The share that is asked for; null for all of the work.</summary>
    public ShardTask? Task(ParseResult arguments) =>
        arguments.GetValue(_shard) is { } shard
            ? new(Shard.Parse(shard, Environment.GetEnvironmentVariable), arguments.GetValue(_shared)!)
            : null;

    /// <summary>The folder whose units are put together; null where they are made.</summary>
    public string? Merge(ParseResult arguments) => arguments.GetValue(_merge);

    private void Check(CommandResult result)
    {
        bool Given(Option option) => result.GetResult(option) is { Implicit: false };
        if (Given(_shard) != Given(_shared))
            result.AddError("--shard and --shared go together: one says which share, the other where to.");
        if (Given(_shard) && Given(_merge))
            result.AddError("--shard makes units and --merge puts them together; give one of them.");
    }
}
