using System.Collections.Immutable;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Serving;
using Ploutos.Features;
using Ploutos.Features.Tables;

namespace Ploutos.Experts.Baselines;

/// <summary>A bar of a table: which ticker, and which of its bars.</summary>
public readonly record struct TableRow(int Ticker, int Bar);

/// <summary>A simple way to answer an expert's question, which the expert must beat: a logistic
/// regression of its label on a few inputs. It learns from the training and the validation days
/// together, since it has nothing to choose on the latter; so it knows what the expert knows. Where
/// an input is missing it forecasts the base rate.</summary>
public sealed class Baseline : IBaseline
{
    /// <summary>Penalty of the squared weights: small beside tens of thousands of rows, and
    /// scikit-learn's default (C = 1).</summary>
    public const double Penalty = 1;

    private readonly Func<ExpertTable, FeatureMatrix[]>? _inputs;

    private Baseline(string name, string description, Func<ExpertTable, FeatureMatrix[]>? inputs) =>
        (Name, Description, _inputs) = (name, description, inputs);

    /// <summary>The share of class 1 on the days learned from.</summary>
    public static Baseline BaseRate { get; } =
        new(BaselineNames.BaseRate, "the share of class 1 on the days known", null);

    /// <summary>Logistic regression on the expert's own features.</summary>
    public static Baseline Logistic { get; } =
        new(
            BaselineNames.Logistic,
            "logistic regression on the expert's own features (L2 penalty 1)",
            table => [.. Enumerable.Range(0, table.Bars.Count).Select(table.FeaturesOf)]
        );

    /// <summary>Return from a year to a month ago (Jegadeesh and Titman 1993).</summary>
    public static Baseline TwelveOneMomentum { get; } =
        new(
            BaselineNames.TwelveOneMomentum,
            "log return from 252 to 21 bars ago, made a probability by a logistic fit",
            table => InputsOf(table, FeatureSet.TwelveOneMomentum)
        );

    /// <summary>The last five bars' return turned round (Lehmann 1990, Jegadeesh 1990).</summary>
    public static Baseline ShortTermReversal { get; } =
        new(
            BaselineNames.ShortTermReversal,
            "minus the log return of 5 bars, made a probability by a logistic fit",
            table => InputsOf(table, FeatureSet.ShortTermReversal)
        );

    /// <summary>Heterogeneous autoregression on the log range (Corsi 2009), made to answer the
    /// label's question. Corsi forecasts the level of realised volatility from its daily, weekly
    /// and monthly means by least squares; here the logarithm of Parkinson's daily range volatility
    /// takes the place of realised volatility, and a logistic regression on the same three means,
    /// and on the level that the label asks about, gives the probability that volatility lies above
    /// that level: the same linear forecast of log volatility, held against the threshold, with a
    /// logistic error.</summary>
    public static Baseline LogRangeHar { get; } =
        new(
            BaselineNames.LogRangeHar,
            "log-range HAR (Corsi 2009): logistic fit on daily, weekly and monthly means of the log range and the"
                + " label's level",
            table => InputsOf(table, FeatureSet.LogRangeHar)
        );

    /// <summary>Exponentially weighted volatility (RiskMetrics 1996), held against the level that
    /// the label asks about.</summary>
    public static Baseline Ewma { get; } =
        new(
            BaselineNames.Ewma,
            "log of the EWMA(0.94) volatility over the label's level, made a probability by a logistic fit",
            table => InputsOf(table, FeatureSet.ExponentialVolatility)
        );

    /// <summary>The deviation of 20 daily returns, held against the level that the label asks
    /// about.</summary>
    public static Baseline Deviation20 { get; } =
        new(
            BaselineNames.Deviation20,
            "log of the 20-day deviation over the label's level, made a probability by a logistic fit",
            table => InputsOf(table, FeatureSet.Deviation20)
        );

    private static readonly Baseline[] s_all =
    [
        BaseRate,
        Logistic,
        TwelveOneMomentum,
        ShortTermReversal,
        LogRangeHar,
        Ewma,
        Deviation20,
    ];

    /// <summary>Name in files: base_rate, logistic, momentum_12_1, reversal_5, har, ewma,
    /// deviation20.</summary>
    public string Name { get; }

    /// <summary>What it is, in one sentence.</summary>
    public string Description { get; }

    /// <summary>The baselines of an expert, as its file names them.</summary>
    public static ImmutableArray<Baseline> Of(ExpertDefinition expert)
    {
        ArgumentNullException.ThrowIfNull(expert);
        return [.. expert.Baselines.Select(name => s_all.Single(b => b.Name == name))];
    }

    /// <summary>Learns from training and validation rows together.</summary>
    IFittedBaseline IBaseline.Fit(ExpertTable table, BaselineRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Fit(table, [.. rows.Training, .. rows.Validation]);
    }

    /// <summary>Learns from the labelled rows among these. Where those with all inputs are not of both
    /// classes, it forecasts the base rate alone.</summary>
    /// <exception cref="ArgumentException">There are no rows of both classes.</exception>
    public FittedBaseline Fit(ExpertTable table, IReadOnlyList<TableRow> training)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(training);
        return Fit(Read(table, training));
    }

    /// <summary>The same; null where it would forecast the base rate for want of rows, as where an input
    /// looks further back than the bars go.</summary>
    internal FittedBaseline? TryFit(ExpertTable table, IReadOnlyList<TableRow> training)
    {
        Sample sample = Read(table, training);
        return sample.IsOfBothClasses ? Fit(sample) : null;
    }

    private Sample Read(ExpertTable table, IReadOnlyList<TableRow> training)
    {
        FeatureMatrix[]? inputs = _inputs?.Invoke(table);
        int columns = inputs?[0].Columns ?? 0;
        double[] x = new double[training.Count * columns];
        var y = new List<bool>(training.Count);
        double[] row = new double[columns];
        int ones = 0,
            labelled = 0;
        foreach (TableRow at in training)
        {
            double label = table.LabelsOf(at.Ticker)[at.Bar];
            if (double.IsNaN(label))
                continue;
            (ones, labelled) = (ones + (label == 1 ? 1 : 0), labelled + 1);
            inputs?[at.Ticker].CopyRow(at.Bar, row);
            if (Array.Exists(row, double.IsNaN))
                continue;
            row.CopyTo(x.AsSpan(y.Count * columns));
            y.Add(label == 1);
        }

        return new(inputs, x.AsMemory(0, y.Count * columns), [.. y], ones, labelled);
    }

    private static FeatureMatrix[] InputsOf(ExpertTable table, FeatureSet set) =>
        [.. FeatureTables.Compute(table.Bars, [null], [set]).Select(of => of[0])];

    private static FittedBaseline Fit(Sample sample)
    {
        (int ones, int labelled) = (sample.Ones, sample.Labelled);
        if (ones == 0 || ones == labelled)
            throw new ArgumentException(
                $"A baseline needs training rows of both classes, but got {labelled - ones} of class 0 and "
                    + $"{ones} of class 1. Import more bars.",
                nameof(sample)
            );
        return sample is { Inputs: { } inputs, IsOfBothClasses: true }
            ? new(
                inputs,
                LogisticRegression.FitOver(sample.Values.Span, inputs[0].Columns, sample.Outcomes, Penalty),
                (double)ones / labelled
            )
            : new(null, null, (double)ones / labelled);
    }

    /// <summary>What it learns from: values and outcomes of the labelled rows with all inputs, and the
    /// counts of all labelled rows.</summary>
    private sealed record Sample(
        FeatureMatrix[]? Inputs,
        Memory<double> Values,
        bool[] Outcomes,
        int Ones,
        int Labelled
    )
    {
        public bool IsOfBothClasses => Outcomes.Contains(true) && Outcomes.Contains(false);
    }
}

/// <summary>A baseline that has learned.</summary>
public sealed class FittedBaseline : IFittedBaseline
{
    private readonly FeatureMatrix[]? _inputs;
    private readonly LogisticRegression? _regression;

    internal FittedBaseline(FeatureMatrix[]? inputs, LogisticRegression? regression, double baseRate) =>
        (_inputs, _regression, BaseRate) = (inputs, regression, baseRate);

    /// <summary>Share of class 1 among the labelled training rows.</summary>
    public double BaseRate { get; }

    /// <summary>The same as plain data; null for the base rate.</summary>
    /// <param name="inputs">The inputs that it reads.</param>
    public LinearForecaster? Linear(ServingInputs inputs) => _regression?.Linear(inputs);

    /// <summary>Probability of class 1 of each row.</summary>
    public double[] Probabilities(IReadOnlyList<TableRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] p = new double[rows.Count],
            row = new double[_regression?.Weights.Count ?? 0];
        for (int i = 0; i < p.Length; i++)
        {
            _inputs?[rows[i].Ticker].CopyRow(rows[i].Bar, row);
            double probability = _regression?.Probability(row) ?? BaseRate;
            p[i] = double.IsNaN(probability) ? BaseRate : probability;
        }

        return p;
    }
}
