using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Rendering;
using Ploutos.Research.Models;
using Ploutos.Research.Training;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos models promote</c>.</summary>
internal sealed class ModelsPromoteCommand : Verb
{
    private readonly Argument<string?> _version = new("VERSION")
    {
        Description =
            "The candidate, or the beginning or the end of its name. "
            + "Without it: the newest of each expert that has one.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _expert = ExpertName.Option("Only this expert's.");

    public ModelsPromoteCommand(VerbContext context)
        : base("promote", "Let a candidate predict, which a training from page or API made.", context)
    {
        Add(_version);
        Add(_expert);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show<IReadOnlyList<ModelSwitch>>(
            session.Models.PromoteModels(arguments.GetValue(_expert), arguments.GetValue(_version)),
            static () => LiveJson.Default.IReadOnlyListModelSwitch,
            ModelsView.WriteSwitches
        );
        return ExitCode.Done;
    }
}

/// <summary><c>ploutos models diff</c>.</summary>
internal sealed class ModelsDiffCommand : Verb
{
    private readonly Argument<string?> _after = new("VERSION")
    {
        Description =
            "The version to compare. " + "Without it: the newest candidate, else the newest that does not predict.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _before = new("--against")
    {
        Description = "The version to compare it with. Without it: the one that predicts.",
        HelpName = "VERSION",
    };

    private readonly Option<string?> _expert = ExpertName.Option(
        "Only this expert's. Without it: each that has two versions."
    );

    public ModelsDiffCommand(VerbContext context)
        : base("diff", "Compare two versions of a model on the same test days, which neither was made from.", context)
    {
        Add(_after);
        Add(_before);
        Add(_expert);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        (string? after, string? before) = (arguments.GetValue(_after), arguments.GetValue(_before));
        string? expert = arguments.GetValue(_expert);
        string[] experts =
            expert is not null && expert != "all" ? [expert]
            : (after ?? before) is { } version ? [ModelsUseCommand.Owner(session, version)]
            : [.. session.Models.Models().GroupBy(m => m.Expert).Where(g => g.Count() > 1).Select(g => g.Key)];
        if (experts.Length == 0)
            experts = ["momentum"]; // which says what is missing
        session.Show<IReadOnlyList<ModelComparison>>(
            [.. experts.Select(e => session.Models.DiffModels(e, before, after))],
            static () => LiveJson.Default.IReadOnlyListModelComparison,
            static (output, comparisons) =>
            {
                foreach (ModelComparison comparison in comparisons)
                    ModelsView.WriteComparison(output, comparison);
            }
        );
        return ExitCode.Done;
    }
}
