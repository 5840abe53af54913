using System.Globalization;
using System.Text;
using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.Storage;

namespace Ploutos.Research.Evaluation;

/// <summary><c>forecasts.csv</c>: out-of-sample probabilities, score and signal, one row a ticker,
/// day and path.</summary>
internal sealed class ForecastCsv(EvaluationPlan plan, RowSpace rows, ForecastGrid grid)
{
    private const string Head =
        "ticker,date,fold,path,momentum,reversion,volatility,score,signal,"
        + "label_momentum,label_reversion,label_volatility";

    private static readonly string[] s_voters = [.. ExpertDefinition.All.Select(e => e.Name)];

    /// <summary>The file with the signals of an ensemble: the published one's, or one that its name and
    /// the beginning of its digest name.</summary>
    public static string NameOf(EnsembleDefinition ensemble) =>
        ensemble.IsPublished ? "forecasts.csv" : $"forecasts-{ensemble.Name}-{ensemble.Digest[..8]}.csv";

    /// <summary>Writes the file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="units">By expert, the units of all folds.</param>
    /// <param name="votes">The votes of all folds; null without all three built-in experts.</param>
    /// <param name="labels">By expert, [rows] 0, 1 or NaN.</param>
    /// <param name="ensemble">Who votes.</param>
    public void Write(
        string path,
        IReadOnlyDictionary<string, IReadOnlyList<UnitResult>> units,
        IReadOnlyList<EnsembleVoting.FoldVotes>? votes,
        IReadOnlyDictionary<string, double[]> labels,
        EnsembleDefinition ensemble
    )
    {
        string[] others = [.. units.Keys.Except(s_voters).Order(StringComparer.Ordinal)];
        double[][]?[] told =
        [
            .. s_voters
                .Concat(others)
                .Select(k => units.TryGetValue(k, out IReadOnlyList<UnitResult>? u) ? grid.Lay(u) : null),
        ];
        string[] columns = [.. s_voters, .. others];
        int[] voting = [.. ensemble.Experts.Select(e => Array.IndexOf(columns, e.Name))];
        var text = new StringBuilder(Head);
        foreach (string other in others)
            text.Append(CultureInfo.InvariantCulture, $",{other},label_{other}");
        text.Append('\n');
        for (int p = 0; p < plan.Paths.Length; p++)
        {
            for (int row = 0; row < rows.Count; row++)
            {
                double[] probability = [.. told.Select(t => t?[p][row] ?? double.NaN)];
                if (Array.TrueForAll(probability, double.IsNaN))
                    continue;
                Experts.Baselines.TableRow at = rows.At(row);
                int fold = plan.Paths[p][grid.GroupOfRow[row]];
                text.Append(rows.Bars[at.Ticker].Ticker)
                    .Append(CultureInfo.InvariantCulture, $",{rows.Day(row):yyyy-MM-dd},{fold + 1},{p + 1}");
                foreach (double one in probability.Take(s_voters.Length))
                    Append(text, one);
                if (votes is not null && !voting.Any(v => double.IsNaN(probability[v])))
                {
                    bool[] abstains =
                    [
                        .. ensemble.Experts.Select(e => units[e.Name].Single(u => u.Fold == fold + 1).Abstains),
                    ];
                    SignalDecision decision = SignalDecision.Of(
                        new ExpertProbabilities([.. voting.Select(v => probability[v])]).Abstaining(abstains),
                        votes[fold].Thresholds,
                        ensemble.Vote
                    );
                    Append(text, decision.Score);
                    text.Append(',').Append(decision.Raw.Text());
                }
                else
                {
                    text.Append(",,");
                }

                foreach (string voter in s_voters)
                    Append(text, labels.TryGetValue(voter, out double[]? y) ? y[row] : double.NaN);
                for (int i = 0; i < others.Length; i++)
                {
                    Append(text, probability[s_voters.Length + i]);
                    Append(text, labels[others[i]][row]);
                }

                text.Append('\n');
            }
        }

        AtomicFile.Write(path, text.ToString());
    }

    private static void Append(StringBuilder text, double value)
    {
        text.Append(',');
        if (!double.IsNaN(value))
            text.Append(CultureInfo.InvariantCulture, $"{value}");
    }
}
