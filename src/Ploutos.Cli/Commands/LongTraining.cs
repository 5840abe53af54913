using Ploutos.Cli.Hosting;
using Ploutos.Cli.Init;
using Ploutos.Cli.Options;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Commands;

/// <summary>A long first training starts only after confirmation.</summary>
internal static class LongTraining
{
    private const double Minutes = 10;
    private const int Tickers = 200;

    /// <summary>Says how long a first training of a workspace takes where that is long, and asks for a yes. Does
    /// nothing once there is a model.</summary>
    /// <param name="shell">Where a person is asked.</param>
    /// <param name="session">The workspace.</param>
    /// <param name="names">Only these tickers, universes and text files of tickers; null for all that are
    /// stored.</param>
    /// <param name="isAgreed">Whether <c>--yes</c> was given.</param>
    /// <exception cref="PloutosException">Nobody agreed.</exception>
    public static void Allow(Shell shell, Session session, IReadOnlyList<string>? names, bool isAgreed)
    {
        string models = session.Workspace.ModelsFolder;
        if (
            !File.Exists(session.Workspace.StorePath)
            || (
                Directory.Exists(models)
                && Directory.EnumerateFiles(models, "model.json", SearchOption.AllDirectories).Any()
            )
        )
            return;
        IReadOnlyList<StoredSeries> learned = session.Bars.List();
        if (names is not null)
        {
            IReadOnlySet<string> named = UniverseInput.EverMembers(session, names, learned);
            learned = [.. learned.Where(s => named.Contains(s.Ticker))];
        }

        long bars = learned.Sum(s => (long)s.Rows);
        int cores = Environment.ProcessorCount;
        if (learned.Count < Tickers && TrainingTime.Minutes(bars, cores) < Minutes)
            return;
        string sentence = TrainingTime.Sentence(bars, cores);
        shell.Error.Text(sentence);
        if (isAgreed)
            return;
        bool isYes =
            shell.Error.IsTerminal
            && shell.Input != TextReader.Null
            && new Questions(shell.Input, shell.Error, takeDefaults: false, shell.Cancellation).Yes(
                "Begin",
                YesOption.Name
            );
        if (!isYes)
            throw new PloutosException(
                Fault.WrongUsage,
                "A first training this long needs --yes, or a yes on a terminal. Nothing was trained. Fewer tickers"
                    + " take less time: --tickers."
            );
    }
}
