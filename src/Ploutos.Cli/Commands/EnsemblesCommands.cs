using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Rendering;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos ensembles list</c>.</summary>
internal sealed class EnsemblesListCommand(VerbContext context)
    : Verb("list", "List the ensembles: the published vote and those of your files.", context)
{
    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(
            session.Research.Ensembles(),
            static () => LiveJson.Default.IReadOnlyListEnsembleView,
            EnsemblesView.WriteList
        );
        return ExitCode.Done;
    }
}

/// <summary><c>ploutos ensembles check</c>.</summary>
internal sealed class EnsemblesCheckCommand : Verb
{
    private readonly Argument<string?> _name = new("NAME")
    {
        Description = "The ensemble. Without it: the one that makes the signals.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public EnsemblesCheckCommand(VerbContext context)
        : base("check", "Read an ensemble's file, and say what keeps it from making signals.", context) => Add(_name);

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(
            session.Research.CheckEnsemble(arguments.GetValue(_name)),
            static () => LiveJson.Default.EnsembleView,
            EnsemblesView.WriteCheck
        );
        return ExitCode.Done;
    }
}

/// <summary><c>ploutos ensembles new</c>.</summary>
internal sealed class EnsemblesNewCommand : Verb
{
    private readonly Argument<string?> _name = new("NAME")
    {
        Description = "Its name, for ensembles/NAME.json. Without it: ensemble.json, which makes the signals.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<bool> _force = new("--force") { Description = "Replace a file that exists." };

    public EnsemblesNewCommand(VerbContext context)
        : base("new", "Write a commented file of an ensemble to begin with.", context)
    {
        Add(_name);
        Add(_force);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(
            session.Research.NewEnsemble(arguments.GetValue(_name), arguments.GetValue(_force)),
            static () => LiveJson.Default.EnsembleView,
            EnsemblesView.WriteNew
        );
        return ExitCode.Done;
    }
}
