using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos data diff</c>.</summary>
internal sealed class DataDiffCommand : Verb
{
    private readonly Argument<string> _ticker = new("TICKER") { Description = "Whose vintages to compare." };
    private readonly Option<int?> _before = TypedOptions.Whole(
        "--before",
        "The older vintage. Without it: the one before the newer.",
        least: 1
    );
    private readonly Option<int?> _after = TypedOptions.Whole(
        "--after",
        "The newer vintage. Without it: the newest.",
        least: 1
    );

    public DataDiffCommand(VerbContext context)
        : base(
            "diff",
            "Show how a source has rewritten a ticker's past: the newest vintage against the one before, or two that"
                + " are named.",
            context
        )
    {
        _ticker.CompletionSources.Add(context.Completions.Tickers);
        Add(_ticker);
        Add(_before);
        Add(_after);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        DataDiff diff = session.Bars.Diff(
            arguments.GetValue(_ticker)!,
            arguments.GetValue(_before),
            arguments.GetValue(_after)
        );
        session.Show(diff, static () => CliJson.Default.DataDiff, DiffView.Write);
        return ExitCode.Done;
    }
}
