using Ploutos.MarketData;
using Ploutos.MarketData.Columns;
using Ploutos.Storage;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workspace.Bars;

/// <summary>The workspace's universes with dated members, <c>data/universes.csv</c>.</summary>
/// <param name="workspace">Where it lies.</param>
public sealed class MemberFile(WorkspaceFolder workspace)
{
    /// <summary>All rows; none where there is no file.</summary>
    /// <exception cref="PloutosException">The file breaks a rule.</exception>
    public IReadOnlyList<Member> Read() => File.Exists(workspace.UniverseFile) ? Read(workspace.UniverseFile) : [];

    /// <summary>Takes the universes of a file over; the others stay as they are.</summary>
    /// <param name="path">A CSV file with the columns universe, ticker, from, to.</param>
    /// <param name="replace">Whether a universe that is known already is replaced.</param>
    /// <returns>The universes of the file.</returns>
    /// <exception cref="PloutosException">The file breaks a rule, or a universe is known
    /// already.</exception>
    public IReadOnlyList<UniverseOverview> Import(string path, bool replace)
    {
        IReadOnlyList<Member> added = Read(path),
            known = Read();
        string[] names = [.. added.Select(m => m.Universe).Distinct(StringComparer.Ordinal)];
        if (!replace && known.FirstOrDefault(m => names.Contains(m.Universe)) is { } twice)
            throw new PloutosException(
                Fault.WrongUsage,
                $"The universe '{twice.Universe}' has members already, and nothing is overwritten unless"
                    + " that is forced."
            )
            {
                Remedies = [new ChangeOption("force", "replace its members")],
            };
        if (names.FirstOrDefault(n => n == Universes.Guide) is { } reserved)
            throw new PloutosException(
                Fault.WrongUsage,
                $"A universe must not be called '{reserved}', which is the guide's. Choose another name."
            );
        workspace.EnsureWritable();
        AtomicFile.Write(
            workspace.UniverseFile,
            MemberList.Text(known.Where(m => !names.Contains(m.Universe)).Concat(added))
        );
        return [.. List().Where(u => names.Contains(u.Name))];
    }

    /// <summary>Every universe that has a name: those of the workspace, then the built-in ones that it has
    /// none of.</summary>
    public IReadOnlyList<UniverseOverview> List()
    {
        ILookup<string, Member> own = Read().ToLookup(m => m.Universe, StringComparer.Ordinal);
        return
        [
            .. own.OrderBy(u => u.Key, StringComparer.Ordinal)
                .Select(u => new UniverseOverview
                {
                    Name = u.Key,
                    Dated = true,
                    Tickers = u.Select(m => m.Ticker).Distinct(StringComparer.Ordinal).Count(),
                    From = u.Any(m => m.From is null) ? null : u.Min(m => m.From),
                    To = u.Any(m => m.To is null) ? null : u.Max(m => m.To),
                }),
            .. DatedUniverse
                .All.Where(u => !own.Contains(u.Name))
                .Select(u => new UniverseOverview
                {
                    Name = u.Name,
                    Dated = false,
                    Tickers = u.Tickers.Count,
                    From = u.AsOf,
                    To = u.AsOf,
                    Note = u.SurvivorshipNote,
                }),
        ];
    }

    /// <summary>The rows of a universe, or those of its members on a day.</summary>
    /// <exception cref="PloutosException">There is no such universe.</exception>
    public IReadOnlyList<UniverseMember> Members(string universe, DateOnly? day)
    {
        string name = (universe ?? "").Trim().ToLowerInvariant();
        Member[] rows = [.. Read().Where(m => m.Universe == name)];
        if (rows.Length == 0 && DatedUniverse.Find(name) is { } listed)
            rows = [.. listed.Tickers.Select(t => new Member(name, t, listed.AsOf, listed.AsOf))];
        if (rows.Length == 0)
            throw new PloutosException(
                Fault.WrongUsage,
                $"A universe must be one of {string.Join(", ", List().Select(u => u.Name))}, but got '{universe}'."
            );
        return
        [
            .. rows.Where(m => day is null || (!(m.From > day) && !(m.To < day)))
                .Select(m => new UniverseMember(m.Universe, m.Ticker, m.From, m.To)),
        ];
    }

    private static IReadOnlyList<Member> Read(string path)
    {
        try
        {
            return MemberList.Read(path);
        }
        catch (MarketDataException e)
        {
            throw new PloutosException(Fault.WrongUsage, e.Message, e);
        }
    }
}
