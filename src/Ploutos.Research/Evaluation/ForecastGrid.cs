using Ploutos.MarketData;

namespace Ploutos.Research.Evaluation;

/// <summary>Lays the folds' forecasts out by path and row.</summary>
internal sealed class ForecastGrid
{
    private readonly EvaluationPlan _plan;
    private readonly int[] _groupOfRow;

    public ForecastGrid(EvaluationPlan plan, RowSpace rows)
    {
        _plan = plan;
        _groupOfRow = new int[rows.Count];
        int row = 0;
        foreach (MarketData.BarSeries bars in rows.Bars)
            foreach (DateOnly day in bars.Dates)
                _groupOfRow[row++] = plan.GroupOf(day);
    }

    /// <summary>Group of each row; -1 where it is not tested.</summary>
    public ReadOnlySpan<int> GroupOfRow => _groupOfRow;

    /// <summary>[path][row]: the forecast, NaN where there is none.</summary>
    public double[][] Lay(IEnumerable<UnitResult> units)
    {
        double[][] grid = new double[_plan.Paths.Length][];
        for (int path = 0; path < grid.Length; path++)
        {
            grid[path] = new double[_groupOfRow.Length];
            Array.Fill(grid[path], double.NaN);
        }

        foreach (UnitResult unit in units)
            for (int i = 0; i < unit.TestRows.Length; i++)
                for (int path = 0; path < grid.Length; path++)
                    if (
                        _groupOfRow[unit.TestRows[i]] is >= 0 and int group
                        && _plan.Paths[path][group] == unit.Fold - 1
                    )
                        grid[path][unit.TestRows[i]] = unit.Test[i];
        return grid;
    }
}
