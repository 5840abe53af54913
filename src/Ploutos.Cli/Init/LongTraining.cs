using Ploutos.Cli.Hosting;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Init;

/// <summary>A first training that takes long begins with a person's word alone.</summary>
internal static class LongTraining
{
    private const double Minutes = 10;
    private const int Tickers = 200;

    /// <summary>Says how long a first training of a workspace takes where that is long, and asks for a yes. Does
    /// nothing once there is a model.</summary>
    /// <param name="shell">Where a person is asked.</param>
    /// <param name="session">The workspace.</param>
    /// <param name="tickers">Only these; null for all that are stored.</param>
    /// <param name="isAgreed">Whether <c>--yes</c> was given.</param>
    /// <exception cref="PloutosException">Nobody agreed.</exception>
    public static void Allow(Shell shell, Session session, IReadOnlyList<string>? tickers, bool isAgreed)
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
        StoredSeries[] learned =
        [
            .. session
                .Bars.List()
                .Where(s => tickers is null || tickers.Contains(s.Ticker, StringComparer.OrdinalIgnoreCase)),
        ];
        long bars = learned.Sum(s => (long)s.Rows);
        int cores = Environment.ProcessorCount;
        if (learned.Length < Tickers && TrainingTime.Minutes(bars, cores) < Minutes)
            return;
        string sentence = TrainingTime.Sentence(bars, cores);
        shell.Error.Text(sentence);
        if (isAgreed)
            return;
        bool isYes =
            shell.Error.IsTerminal
            && shell.Input != TextReader.Null
            && new Questions(shell.Input, shell.Error, takeDefaults: false, shell.Cancellation).Yes("Begin", "--yes");
        if (!isYes)
            throw new PloutosException(
                Fault.WrongUsage,
                "A first training this long begins with --yes, or with a yes on a terminal. Nothing was trained. Fewer"
                    + " tickers take less time: --tickers."
            );
    }
}
