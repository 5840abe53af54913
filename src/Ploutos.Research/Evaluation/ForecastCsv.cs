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

    /// <summary>Writes the file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="units">By expert, the units of all folds.</param>
    /// <param name="votes">The votes of all folds; null without all three experts.</param>
    /// <param name="labels">By expert, [rows] 0, 1 or NaN.</param>
    /// <param name="weighted">The rule of the vote.</param>
    public void Write(
        string path,
        IReadOnlyDictionary<string, IReadOnlyList<UnitResult>> units,
        IReadOnlyList<EnsembleVoting.FoldVotes>? votes,
        IReadOnlyDictionary<string, double[]> labels,
        bool weighted
    )
    {
        string[] others = [.. units.Keys.Except(s_voters).Order(StringComparer.Ordinal)];
        double[][]?[] told =
        [
            .. s_voters
                .Concat(others)
                .Select(k => units.TryGetValue(k, out IReadOnlyList<UnitResult>? u) ? grid.Lay(u) : null),
        ];
        EnsembleVote rule = weighted ? EnsembleVote.Default : EnsembleVote.Unweighted;
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
                if (votes is not null && !probability.Take(s_voters.Length).Any(double.IsNaN))
                {
                    bool[] abstains = [.. s_voters.Select(v => units[v].Single(u => u.Fold == fold + 1).Abstains)];
                    SignalDecision decision = SignalDecision.Of(
                        new ExpertProbabilities(probability[0], probability[1], probability[2]).Abstaining(abstains),
                        votes[fold].Thresholds,
                        rule
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
