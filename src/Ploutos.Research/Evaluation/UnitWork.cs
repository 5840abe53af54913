using Ploutos.Experts;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Calibration;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Foreign;
using Ploutos.Experts.Selection;
using Ploutos.Features;
using Ploutos.Features.Splits;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;
using Ploutos.Research.Training;

namespace Ploutos.Research.Evaluation;

/// <summary>One unit of an evaluation: one forecaster of one expert in one fold.</summary>
internal sealed record UnitWork
{
    /// <summary>The expert's features and labels.</summary>
    public required ExpertTable Table { get; init; }

    /// <summary>The fold.</summary>
    public required PurgedFold Fold { get; init; }

    /// <summary>Counted from 1.</summary>
    public required int FoldNumber { get; init; }

    /// <summary>The forecaster's name.</summary>
    public required string Name { get; init; }

    /// <summary>How its network is trained; null for a baseline.</summary>
    public required ExpertTrainingOptions? Options { get; init; }

    /// <summary>Whether the network is calibrated.</summary>
    public required bool Calibrated { get; init; }

    /// <summary>The baseline; null for a network.</summary>
    public required IBaseline? Baseline { get; init; }

    /// <summary>The model of another program that forecasts; null for a network and a baseline.</summary>
    public ServedForeign? Foreign { get; init; }

    public string Title => UnitStore.UnitName(Name, Table.Expert.Name, FoldNumber);

    /// <summary>Rough share of the whole work, to tell how long it will still take.</summary>
    public double Cost =>
        Foreign is not null ? 0.5
        : Baseline is not null ? (Baseline is BoostedBaseline ? 1 : 0.1)
        : (1 + Weights / 25e3) * (Options!.BarsSeen > 1 ? 2.5 : 1);

    /// <summary>Weights of the network's stack, which most of its work is.</summary>
    private double Weights
    {
        get
        {
            IReadOnlyList<int> hidden = (Options!.Hyperparameters ?? Table.Expert.Defaults).Hidden;
            return hidden.Zip(hidden.Prepend(Table.Expert.Features.Count), (to, from) => (double)to * from).Sum();
        }
    }

    /// <summary>Trains, calibrates on validation, forecasts the test.</summary>
    public UnitResult Run(
        RowSpace rows,
        CoreBudget cores,
        TimeProvider time,
        Action<EpochReport> onEpoch,
        CancellationToken cancellation
    ) =>
        Foreign is not null ? Read(Foreign, rows, time)
        : Baseline is null ? Network(rows, cores, time, onEpoch, cancellation)
        : Simple(Baseline, rows, time);

    private UnitResult Network(
        RowSpace rows,
        CoreBudget cores,
        TimeProvider time,
        Action<EpochReport> onEpoch,
        CancellationToken cancellation
    )
    {
        ExpertTrainingOptions options = Options!;
        StandardScaler scaler = Table.FitScaler(Fold.TrainRowsOf);
        ExpertRows training = Table.Training(Fold, scaler),
            validation = Table.Rows(Fold.ValidationRowsOf, scaler, options.BarsSeen - 1);
        long started = 0;
        FittedExpert fitted = ExpertTraining.Fit(
            Table.Expert,
            scaler,
            training,
            validation,
            options,
            cores,
            report =>
            {
                onEpoch(report);
                return true;
            },
            () => started = time.GetTimestamp(),
            cancellation
        );
        Calibrator calibrator = Calibrated
            ? OutOfSample.Calibrate(fitted, LabelledMargins.OfTraining(fitted, training))
            : Calibrator.Identity;
        double seconds = time.GetElapsedTime(started).TotalSeconds;
        ExpertRows test = Table.Rows(Fold.TestRowsOf, scaler, options.BarsSeen - 1);
        long began = time.GetTimestamp();
        double[] margins = OutOfSample.Margins(fitted.Training.Parameters, test);
        double micros = time.GetElapsedTime(began).TotalMicroseconds / Math.Max(1, test.Keys.Count);
        (int[] validationRows, double[] validationP) = Keep(
            fitted.ValidationMargins,
            validation,
            rows,
            Fold.ValidationRowsOf,
            calibrator
        );
        (int[] testRows, double[] testP) = Keep(margins, test, rows, Fold.TestRowsOf, calibrator);
        return new()
        {
            Forecaster = Name,
            Expert = Table.Expert.Name,
            Fold = FoldNumber,
            ValidationRows = validationRows,
            Validation = validationP,
            TestRows = testRows,
            Test = testP,
            Abstains = !calibrator.IsInformative,
            BestEpoch = fitted.Training.BestEpoch + 1,
            FitSeconds = seconds,
            MicrosecondsARow = micros,
        };
    }

    private UnitResult Simple(IBaseline baseline, RowSpace rows, TimeProvider time)
    {
        long started = time.GetTimestamp();
        IFittedBaseline fitted = baseline.Fit(
            Table,
            new(rows.Rows(Fold.TrainRowsOf), rows.Rows(Fold.ValidationRowsOf))
        );
        double seconds = time.GetElapsedTime(started).TotalSeconds;
        TableRow[] test = rows.Rows(Fold.TestRowsOf);
        long began = time.GetTimestamp();
        double[] p = fitted.Probabilities(test);
        double micros = time.GetElapsedTime(began).TotalMicroseconds / Math.Max(1, test.Length);
        // Where it votes, thresholds are fitted on validation days that it did not learn from.
        TableRow[] validation = Name == EvaluationSetup.SubjectOf(Table.Expert) ? rows.Rows(Fold.ValidationRowsOf) : [];
        IFittedBaseline before =
            validation.Length == 0 || baseline is BoostedBaseline { IsModel: true }
                ? fitted
                : baseline.Fit(Table, new(rows.Rows(Fold.TrainRowsOf), []));
        return new()
        {
            Forecaster = Name,
            Expert = Table.Expert.Name,
            Fold = FoldNumber,
            ValidationRows = [.. validation.Select(rows.Of)],
            Validation = validation.Length == 0 ? [] : before.Probabilities(validation),
            TestRows = [.. test.Select(rows.Of)],
            Test = p,
            BestEpoch = 0,
            FitSeconds = seconds,
            MicrosecondsARow = micros,
        };
    }

    /// <summary>The model as it is: nothing is learned in the fold. A row with a missing input has no
    /// forecast.</summary>
    private UnitResult Read(ServedForeign model, RowSpace rows, TimeProvider time)
    {
        TableRow[] validation = rows.Rows(Fold.ValidationRowsOf),
            test = rows.Rows(Fold.TestRowsOf);
        var forecasts = new ForeignForecasts(model, Table.Bars, Table.Market);
        (int[] validationRows, double[] validationP) = Known(validation, rows, forecasts);
        long began = time.GetTimestamp();
        (int[] testRows, double[] testP) = Known(test, rows, forecasts);
        return new()
        {
            Forecaster = Name,
            Expert = Table.Expert.Name,
            Fold = FoldNumber,
            ValidationRows = validationRows,
            Validation = validationP,
            TestRows = testRows,
            Test = testP,
            BestEpoch = 0,
            FitSeconds = 0,
            MicrosecondsARow = time.GetElapsedTime(began).TotalMicroseconds / Math.Max(1, test.Length),
        };
    }

    private static (int[] Rows, double[] Probability) Known(TableRow[] asked, RowSpace rows, ForeignForecasts forecasts)
    {
        double[] p = forecasts.Probabilities(asked);
        int[] known = [.. Enumerable.Range(0, p.Length).Where(i => !double.IsNaN(p[i]))];
        return ([.. known.Select(i => rows.Of(asked[i]))], [.. known.Select(i => p[i])]);
    }

    /// <summary>The rows that have a margin and belong to the part, not to the context before it.</summary>
    private static (int[] Rows, double[] Probability) Keep(
        double[] margins,
        ExpertRows part,
        RowSpace rows,
        Func<MarketData.BarSeries, IReadOnlyList<RowRange>> wanted,
        Calibrator calibrator
    )
    {
        HashSet<int> inside = [.. rows.Rows(wanted).Select(rows.Of)];
        var kept = new SortedDictionary<int, double>();
        for (int r = 0; r < margins.Length; r++)
        {
            int row = rows.Of(part.Keys[r]);
            if (!double.IsNaN(margins[r]) && inside.Contains(row))
                kept[row] = calibrator.Probability(margins[r]);
        }

        return ([.. kept.Keys], [.. kept.Values]);
    }
}
