using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Rendering;
using Ploutos.Research.Sharding;
using Ploutos.Workspace.Events;

namespace Ploutos.Cli.Commands;

/// <summary>A verb that makes one share of its work.</summary>
internal static class ShardRun
{
    /// <summary>Makes the share and says what is done.</summary>
    /// <param name="session">The run.</param>
    /// <param name="work">What many processes make together, such as evaluation.</param>
    /// <param name="make">Makes the share.</param>
    public static ExitCode Show(
        Session session,
        string work,
        Func<IProgress<WorkflowEvent>, CancellationToken, ShardReport> make
    )
    {
        session.Show(
            session.ShowProgress(make),
            static () => CliJson.Default.ShardReport,
            (output, r) =>
                output.Text(
                    $"shard {r.Shard} of the {work} {r.Id}: {Figures.Count(r.Units)} of {Figures.Count(r.AllUnits)}"
                        + $" units are in {r.Folder}. When all shards are done: the same command with --merge in place"
                        + " of --shard and --shared."
                )
        );
        return ExitCode.Done;
    }
}
