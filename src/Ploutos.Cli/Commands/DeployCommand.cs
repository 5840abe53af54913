using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;
using Ploutos.Workflows.Deploy;
using Ploutos.Workspace;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos deploy</c>.</summary>
internal sealed class DeployCommand : Verb
{
    private static readonly DeployRequest Defaults = new();

    private readonly Option<bool> _accept = AcceptSerious.Create();
    private readonly Option<bool> _quick = new("--quick")
    {
        Description = "Search with 10 trials and 600 s an expert, instead of 50 and 3600.",
    };
    private readonly Option<bool> _skip = new("--skip-optimization")
    {
        Description = "No search: train with the hyperparameters there are.",
    };
    private readonly Option<string?> _source = SourceInput.Option(
        "The bars to import first. Without it: those in the store, else the simulated market."
    );
    private readonly Option<string?> _ticker;
    private readonly Option<DateOnly?> _testFrom = SplitOptions.TestFrom();
    private readonly Option<int> _seed = SplitOptions.Seed(Defaults.Seed);
    private readonly Option<int?> _window = SplitOptions.Window();

    public DeployCommand(VerbContext context)
        : base(
            "deploy",
            "From bars to a signal in one go: import, search, train, validate, predict. A second start does not repeat"
                + " finished work.",
            context
        )
    {
        _ticker = TickerOption(
            "What to predict at the end. Without it: the first ticker of the store.",
            required: false
        );
        foreach (Option option in new Option[] { _quick, _skip, _source, _ticker, _testFrom, _seed, _window, _accept })
            Add(option);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        bool quick = arguments.GetValue(_quick),
            skip = arguments.GetValue(_skip);
        if (quick && skip)
            throw new PloutosException(
                Fault.WrongUsage,
                "--quick shortens the search and --skip-optimization leaves it out: give one of them."
            );
        DeployRequest request = new()
        {
            Source = arguments.GetValue(_source),
            SkipOptimization = skip,
            Quick = quick,
            Ticker = arguments.GetValue(_ticker),
            TestFrom = arguments.GetValue(_testFrom),
            Seed = arguments.GetValue(_seed),
            Window = arguments.GetValue(_window),
            AcceptSerious = arguments.GetValue(_accept),
        };
        DeployResult result = session.ShowProgress(
            (progress, cancellation) => session.Deployment.Deploy(request, progress, cancellation)
        );
        session.Show(result, static () => CliJson.Default.DeployResult, DeployView.Write);
        return ExitCode.Done;
    }
}
