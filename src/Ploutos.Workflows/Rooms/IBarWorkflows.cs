using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Workflows.Rooms;

/// <summary>The bars: import, fetch, check, list, export. Errors that the user can mend are a
/// <see cref="PloutosException"/>.</summary>
public interface IBarWorkflows
{
    /// <summary>Reads bars from a source, checks and stores them.</summary>
    DataReport Import(
        ImportRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Fetches tickers from a source on the network, several side by side; of known ones
    /// only the days that are missing. A ticker's failure is in its result and does not stop the
    /// others; where all fail, it is an error.</summary>
    FetchReport Fetch(
        FetchRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>The same for tickers that are stored already; without names, for all that came from
    /// the network.</summary>
    FetchReport Update(
        FetchRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>How two vintages of a stored ticker differ; by default the newest from the one
    /// before it.</summary>
    DataDiff Diff(string ticker, int? before = null, int? after = null);

    /// <summary>Writes stored bars as CSV or Parquet files, which can be imported again.</summary>
    IReadOnlyList<ExportedBars> ExportBars(
        BarExportRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Checks bars without storing them; null checks what is stored.</summary>
    DataReport Check(
        CheckRequest? request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>The closed weekdays and early closes of a market. What is not sure about them is
    /// told as warnings.</summary>
    MarketCalendar Calendar(CalendarRequest request, IProgress<WorkflowEvent>? progress = null);

    /// <summary>Removes tickers from the store with all that is known of them; all of them or none.
    /// Returns what was removed.</summary>
    IReadOnlyList<StoredSeries> Remove(IReadOnlyList<string> tickers);

    /// <summary>Gives a stored ticker a name that the store does not know yet.</summary>
    StoredSeries Rename(string ticker, string name);

    /// <summary>Takes over universes with dated members from a CSV file.</summary>
    IReadOnlyList<UniverseOverview> ImportUniverses(string path, bool replace);

    /// <summary>The universes that have a name.</summary>
    IReadOnlyList<UniverseOverview> Universes();

    /// <summary>The members of a universe with their days; those of one day where it is given.</summary>
    IReadOnlyList<UniverseMember> UniverseMembers(string universe, DateOnly? day = null);

    /// <summary>Sets market, currency, kind, volume or end of a stored ticker.</summary>
    StoredSeries SetInstrument(SetRequest request);

    /// <summary>What the store holds.</summary>
    IReadOnlyList<StoredSeries> List();
}
