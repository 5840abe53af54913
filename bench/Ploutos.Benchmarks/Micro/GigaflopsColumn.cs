using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Ploutos.Benchmarks.Micro;

/// <summary>A parameter of a benchmark that knows how many floating-point operations its matrix
/// products take.</summary>
public interface ICountsFlops
{
    /// <summary>Operations of one call of the named benchmark method; a multiply-add counts
    /// as two.</summary>
    double Flops(string method);
}

/// <summary>Operations of the matrix products over the median time of the whole call: a lower
/// bound of the product's own rate, because biases, activations and the rest are in the time and
/// not in the count.</summary>
internal sealed class GigaflopsColumn : IColumn
{
    public string Id => nameof(GigaflopsColumn);

    public string ColumnName => "GFLOP/s";

    public string Legend =>
        "matrix products' floating-point operations over the median time of the whole call, in 10^9 a second";

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool AlwaysShow => false;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(b => Count(b) is not null);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        Count(benchmarkCase) is { } flops && summary[benchmarkCase]?.ResultStatistics is { } time
            ? (flops / time.Median).ToString("F1", CultureInfo.InvariantCulture)
            : "-";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
        GetValue(summary, benchmarkCase);

    private static double? Count(BenchmarkCase benchmark) =>
        benchmark
            .Parameters.Items.Select(i => i.Value)
            .OfType<ICountsFlops>()
            .FirstOrDefault()
            ?.Flops(benchmark.Descriptor.WorkloadMethod.Name);
}
