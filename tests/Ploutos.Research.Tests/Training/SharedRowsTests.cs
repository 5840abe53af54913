using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.MarketData.Store;
using Ploutos.Research.Tests.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Research.Tests.Training;

public sealed class SharedRowsTests : IDisposable
{
    private readonly EvaluationWorkspace _home = new(tickers: 2, bars: 800);

    private ExpertDefinition Line => new ExpertCatalog(_home.Workspace).Get("line");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Rows_of_two_models_are_days_that_are_new_to_both_in_whatever_order_they_are_named()
    {
        _home.Workflows.Import(new ImportRequest(_home.Request.Source!), null, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(_home.Workspace.ExpertFolder);
        File.WriteAllText(
            Path.Combine(_home.Workspace.ExpertFolder, "line.json"),
            """
            { "model": "linear", "inputs": { "features": ["reversion"] }, "label": { "kind": "up", "horizon": 1 } }
            """
        );
        TrainingBars bars;
        using (BarStore store = new DataWorkflow(_home.Workspace, TimeProvider.System).OpenStore())
            bars = TrainingBars.Read(store, null);
        TrainedExpert older = Train(bars.Calendar[500]),
            newer = Train(bars.Calendar[700]);
        ExpertTable table = ExpertTable.Build([Line], bars.Series)[0];
        SharedRows? Of(params TrainedExpert[] models) => SharedRows.Of(models, table, bars.Calendar, (_, _) => null);
        DateOnly[][] days =
        [
            .. new[] { Of(older, newer), Of(newer, older) }.Select(r =>
                r!.Forecast(0).Days.ToArray().Distinct().ToArray()
            ),
        ];
        Assert.Equal(days[0], days[1]);
        Assert.True(days[0][0] >= newer.Card.Days.TestFrom, $"{days[0][0]} is before {newer.Card.Days.TestFrom}");

        // Of a search whose days are not known no day is new.
        TrainedExpert unknown = older with
        {
            Card = older.Card with
            {
                Days = older.Card.Days with { TestFrom = null, TestTo = null },
                Choices = older.Card.Choices! with { Search = SearchKnowledge.NotKnown, OutOfSampleFrom = null },
            },
        };
        Assert.Null(Of(unknown, newer));
        Assert.Null(Of(newer, unknown));
    }

    private TrainedExpert Train(DateOnly testFrom)
    {
        _home.Workflows.Train(
            new() { Experts = ["line"], TestFrom = testFrom },
            null,
            TestContext.Current.CancellationToken
        );
        return new ModelRegistry(_home.Workspace.ModelsFolder).Load(Line);
    }
}
