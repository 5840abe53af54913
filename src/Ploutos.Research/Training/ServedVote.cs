using Ploutos.Experts;
using Ploutos.Experts.Data;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.Features.Market;

namespace Ploutos.Research.Training;

/// <summary>What models say of many rows, as the vote takes it.</summary>
internal sealed class ServedVote
{
    private readonly Dictionary<RowKey, (double Probability, bool Abstains)>[] _experts;

    /// <summary>Joins them.</summary>
    /// <param name="models">In the order they vote.</param>
    /// <param name="rowsOf">The rows of each, and which of them count.</param>
    /// <param name="market">The market of the serving forecasters; null where none reads one.</param>
    public ServedVote(
        IReadOnlyList<TrainedExpert> models,
        Func<int, (ExpertTable Table, ExpertRows Rows, Func<int, bool> Counts)> rowsOf,
        MarketFeatures? market
    )
    {
        _experts = [.. models.Select((model, i) => Of(model, rowsOf(i), market))];
        Rows = [.. _experts[0].Keys.Where(key => _experts.All(e => e.ContainsKey(key)))];
    }

    /// <summary>The rows of which all of them say something.</summary>
    public IReadOnlyList<RowKey> Rows { get; }

    /// <summary>On how many of the rows an expert has its base rate, without conviction.</summary>
    /// <param name="expert">Its place, from 0.</param>
    public int AbstentionsOf(int expert) => Rows.Count(row => _experts[expert][row].Abstains);

    /// <summary>What they say of a row.</summary>
    public ExpertProbabilities this[RowKey row] =>
        new ExpertProbabilities([.. _experts.Select(e => e[row].Probability)]).Abstaining([
            .. _experts.Select(e => e[row].Abstains),
        ]);

    private static Dictionary<RowKey, (double, bool)> Of(
        TrainedExpert model,
        (ExpertTable Table, ExpertRows Rows, Func<int, bool> Counts) asked,
        MarketFeatures? market
    )
    {
        ServedRows served = ServedRows.Of(model, asked.Table, asked.Rows, market);
        double[] probabilities = served.Probabilities();
        var said = new Dictionary<RowKey, (double, bool)>(probabilities.Length);
        for (int r = 0; r < probabilities.Length; r++)
            if (!double.IsNaN(probabilities[r]) && asked.Counts(r))
                said[asked.Rows.Keys[r]] = (probabilities[r], served.Abstains[r]);
        return said;
    }
}
