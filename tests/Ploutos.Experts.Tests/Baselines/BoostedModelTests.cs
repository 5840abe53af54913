using System.Text;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Foreign;
using Ploutos.Experts.Selection;
using Ploutos.Experts.Trees;
using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Experts.Tests.Baselines;

/// <summary>Which rows boosted trees learn from, as a model and as a baseline.</summary>
public sealed class BoostedModelTests
{
    private readonly Recorder _boosting = new();
    private readonly IReadOnlyList<BarSeries> _bars = Markets.Bars();

    [Fact]
    public void The_trees_that_serve_an_expert_learn_from_the_training_days_alone()
    {
        (ExpertTable table, DateSplit split) = Forest();
        ServedForeign served = new SimpleForecasters(table, risk: null).FitTrees(split);
        Assert.Equal("recorder", Assert.IsType<BoostedTrees>(served.Model).LearnedBy);
        Assert.Equal(7, _boosting.Trees);
        Assert.Equal(_boosting.Training, _boosting.Learned);
        Assert.True(_boosting.Validation > 50);
    }

    [Fact]
    public void As_a_baseline_they_know_the_validation_days_too()
    {
        (ExpertTable table, DateSplit split) = Forest();
        BoostedBaseline
            .Of(_boosting, _bars)[0]
            .Fit(table, new(Rows(split, r => r.Train), Rows(split, r => r.Validation)));
        Assert.Equal(_boosting.Training + _boosting.Validation, _boosting.Learned);
    }

    private (ExpertTable Table, DateSplit Split) Forest()
    {
        ExpertDefinition expert = ExpertFile.Read(
            Encoding.UTF8.GetBytes(
                """
                {
                  "model": "boosting",
                  "inputs": { "features": ["reversion"] },
                  "label": { "kind": "up", "horizon": 1 }
                }
                """
            ),
            "forest.json",
            "forest",
            boosting: _boosting
        );
        return (ExpertTable.Build([expert], _bars)[0], Markets.Split(_bars, expert, window: 1));
    }

    private TableRow[] Rows(DateSplit split, Func<SplitRows, RowRange> part) =>
        [
            .. _bars.SelectMany(
                (bars, ticker) =>
                    part(split.RowsOf(bars)) is var rows
                        ? Enumerable.Range(rows.Start, rows.Count).Select(bar => new TableRow(ticker, bar))
                        : []
            ),
        ];

    /// <summary>Learns nothing, and remembers what it was given.</summary>
    private sealed class Recorder : IGradientBoosting, IFittedTrees
    {
        public int Training { get; private set; }

        public int Validation { get; private set; }

        public int Learned { get; private set; }

        public int Trees { get; private set; }

        public string Name => "recorder";

        public string? Unavailable => null;

        public int ChooseTrees(BoostingRows training, BoostingRows validation)
        {
            (Training, Validation) = (training.Outcomes.Length, validation.Outcomes.Length);
            return 7;
        }

        public IFittedTrees Fit(BoostingRows rows, int trees)
        {
            (Learned, Trees) = (rows.Outcomes.Length, trees);
            return this;
        }

        public double[] Probabilities(float[] inputs) => [];

        BoostedTrees IFittedTrees.Trees() => new("recorder", 9, 1, [new([0], [0.5f], [~0], [~1], [1, 2])]);
    }
}
