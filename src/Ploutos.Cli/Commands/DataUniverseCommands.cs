using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos data universe import</c>.</summary>
internal sealed class DataUniverseImportCommand : Verb
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "A CSV file with the columns universe, ticker, from, to. An empty day is open.",
    };
    private readonly Option<bool> _force = new("--force")
    {
        Description = "Replace the members of a universe that is known already.",
    };

    public DataUniverseImportCommand(VerbContext context)
        : base("import", "Take over universes with dated members from a file.", context)
    {
        Add(_file);
        Add(_force);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(
            session.Bars.ImportUniverses(arguments.GetValue(_file)!, arguments.GetValue(_force)),
            static () => CliJson.Default.IReadOnlyListUniverseOverview,
            UniverseView.Write
        );
        return ExitCode.Done;
    }
}

/// <summary><c>ploutos data universe list</c>.</summary>
internal sealed class DataUniverseListCommand(VerbContext context)
    : Verb("list", "List the universes, and how far their members are known.", context)
{
    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(
            session.Bars.Universes(),
            static () => CliJson.Default.IReadOnlyListUniverseOverview,
            UniverseView.Write
        );
        return ExitCode.Done;
    }
}

/// <summary><c>ploutos data universe show</c>.</summary>
internal sealed class DataUniverseShowCommand : Verb
{
    private readonly Argument<string> _name = new("UNIVERSE") { Description = "The universe's name." };
    private readonly Option<DateOnly?> _on = TypedOptions.Day("--on", "Only the members of this day.");

    public DataUniverseShowCommand(VerbContext context)
        : base("show", "Show the members of a universe, with their days.", context)
    {
        _name.CompletionSources.Add([.. Universes.Names]);
        Add(_name);
        Add(_on);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        IReadOnlyList<UniverseMember> members = session.Bars.UniverseMembers(
            arguments.GetValue(_name)!,
            arguments.GetValue(_on)
        );
        session.Show(members, static () => CliJson.Default.IReadOnlyListUniverseMember, UniverseView.WriteMembers);
        return ExitCode.Done;
    }
}
