using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Rendering;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos experts list</c>.</summary>
internal sealed class ExpertsListCommand(VerbContext context)
    : Verb("list", "List the experts: the built-in ones and those of the folder experts.", context)
{
    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(
            session.Research.Experts(),
            static () => LiveJson.Default.IReadOnlyListExpertView,
            ExpertsView.WriteList
        );
        return ExitCode.Done;
    }
}

/// <summary><c>ploutos experts show</c>.</summary>
internal sealed class ExpertsShowCommand : Verb
{
    private readonly Argument<string> _name = new("NAME") { Description = "The expert." };

    public ExpertsShowCommand(VerbContext context)
        : base("show", "Show what an expert is made of, and its file.", context) => Add(_name);

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(
            session.Research.Expert(arguments.GetValue(_name)!),
            static () => LiveJson.Default.ExpertView,
            ExpertsView.WriteFile
        );
        return ExitCode.Done;
    }
}

/// <summary><c>ploutos experts new</c>.</summary>
internal sealed class ExpertsNewCommand : Verb
{
    private readonly Argument<string> _name = new("NAME")
    {
        Description = "Its name: small letters, digits, '_' and '-'.",
    };
    private readonly Option<bool> _force = new("--force") { Description = "Replace a file that exists." };

    public ExpertsNewCommand(VerbContext context)
        : base("new", "Write a commented file of an expert to begin with, experts/NAME.json.", context)
    {
        Add(_name);
        Add(_force);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(
            session.Research.NewExpert(arguments.GetValue(_name)!, arguments.GetValue(_force)),
            static () => LiveJson.Default.ExpertView,
            ExpertsView.WriteNew
        );
        return ExitCode.Done;
    }
}

/// <summary><c>ploutos experts check</c>.</summary>
internal sealed class ExpertsCheckCommand : Verb
{
    private readonly Argument<string> _name = new("NAME") { Description = "The expert." };

    public ExpertsCheckCommand(VerbContext context)
        : base("check", "Read an expert's file and try its inputs and label on the stored bars.", context) =>
        Add(_name);

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(
            session.Research.CheckExpert(arguments.GetValue(_name)!),
            static () => LiveJson.Default.ExpertCheck,
            ExpertsView.WriteCheck
        );
        return ExitCode.Done;
    }
}
