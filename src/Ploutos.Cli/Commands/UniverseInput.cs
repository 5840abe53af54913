using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Commands;

/// <summary><c>--universe NAME</c>: a built-in one, or one of the workspace, in upper or lower case.</summary>
internal sealed class UniverseInput
{
    private readonly Option<string?> _option = new("--universe")
    {
        Description =
            $"All tickers of a universe: {string.Join(", ", Universes.Names)}, or one of the workspace's, whose members"
            + " of the day count.",
        HelpName = "NAME",
    };

    /// <summary>Gives the option to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="completions">Knows the universes of the workspace.</param>
    public UniverseInput(Command verb, Completions completions)
    {
        _option.CompletionSources.Add(completions.Universes);
        verb.Add(_option);
    }

    /// <summary>The universe's name in lower case; null where none is given.</summary>
    /// <exception cref="PloutosException">There is no such universe.</exception>
    public string? Read(ParseResult arguments, Session session)
    {
        if (arguments.GetValue(_option) is not { } given)
            return null;
        string name = given.Trim().ToLowerInvariant();
        string[] known = [.. Universes.Names, .. Own(session)];
        return known.Contains(name)
            ? name
            : throw new PloutosException(
                Fault.WrongUsage,
                $"--universe must be one of {string.Join(", ", known.Distinct())}, but got '{given}'. A list of your"
                    + " own is a text file (--tickers FILE.txt), or a dated universe (data universe import)."
            );
    }

    /// <summary>The tickers that names stand for: of a universe of the workspace, by its name in lower case,
    /// the members on a day.</summary>
    /// <exception cref="PloutosException">A name breaks a rule, or none has a member on the day.</exception>
    public static IReadOnlyList<string> Members(Session session, IReadOnlyList<string> names, DateOnly day)
    {
        // A universe has small letters.
        string[] own = names.Any(name => name.Any(char.IsAsciiLetterLower)) ? [.. Own(session)] : [];
        string[] members =
        [
            .. names
                .Select(name => name.Trim())
                .SelectMany(name =>
                    own.Contains(name)
                        ? session.Bars.UniverseMembers(name, day).Select(m => m.Ticker)
                        : TickerNames.Resolve([name])
                )
                .Distinct(StringComparer.Ordinal),
        ];
        return members.Length > 0
            ? members
            : throw new PloutosException(
                Fault.WrongUsage,
                $"'{string.Join(", ", names)}' has no member on {day:yyyy-MM-dd}. 'data universe show' has the days of"
                    + " each."
            );
    }

    /// <summary>The tickers that names stand for where stored ones alone can be meant: of a universe of the
    /// workspace, all who are its members on any day.</summary>
    /// <exception cref="PloutosException">A name breaks a rule.</exception>
    public static IReadOnlySet<string> EverMembers(
        Session session,
        IReadOnlyList<string> names,
        IReadOnlyList<StoredSeries> stored
    )
    {
        string[] own = [.. Own(session)];
        return names
            .Select(name =>
                Universes.Meant(
                    name,
                    n => own.Contains(n) || Universes.Names.Contains(n),
                    ticker => stored.Any(s => s.Ticker == ticker)
                )
            )
            .SelectMany(name =>
                own.Contains(name)
                    ? session.Bars.UniverseMembers(name).Select(m => m.Ticker)
                    : TickerNames.Resolve([name])
            )
            .ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Own(Session session) =>
        session.Bars.Universes().Where(u => u.Dated).Select(u => u.Name);
}
