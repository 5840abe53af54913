using System.CommandLine;
using System.Globalization;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Signals.Predict;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos predict</c>.</summary>
internal sealed class PredictCommand : Verb
{
    private readonly Option<bool> _accept = AcceptSerious.Create();
    private readonly TickersInput _tickers;
    private readonly Option<DateOnly?> _asOf = TypedOptions.Day(
        "--as-of",
        "The last day whose bar is used. Without it: the newest."
    );
    private readonly Option<double?> _weak = TypedOptions.Number(
        "--weak",
        "|score| above which it is BUY or SELL. Without it: as fitted with the models.",
        least: 0,
        most: 1
    );
    private readonly Option<double?> _strong = TypedOptions.Number(
        "--strong",
        "|score| above which it is STRONG. Without it: as fitted with the models.",
        least: 0,
        most: 1
    );
    private readonly Option<bool> _noLog = new("--no-log")
    {
        Description = "Do not keep the prediction in the record of signals.",
    };

    private readonly Option<bool> _offline = new("--offline")
    {
        Description = "Use the stored bars as they are; ask no source.",
    };
    private readonly Option<string?> _source = FetchInput.NetworkSource(
        "--source",
        "The source to ask, even where the stored bars came from files. Without it: auto, "
            + "for bars that are unknown, or came from the network and are stale."
    );

    private readonly Option<bool> _ungated = new("--ungated")
    {
        Description = "Show the vote's own signal, even a STRONG one that no proven expert has earned.",
    };

    private readonly Option<string?> _expert = ExpertName.Option(
        "Only what this expert forecasts: no vote, no signal, no record."
    );

    private readonly Option<bool> _explain = new("--explain")
    {
        Description = "Also say what each feature and each past day added to each expert's answer.",
    };

    public PredictCommand(VerbContext context)
        : base(
            "predict",
            "Predict tickers: three experts, one vote, one signal. Bars that are unknown or stale are fetched first.",
            context
        )
    {
        _tickers = new TickersInput(this, TickerOption("The ticker to predict, as an option.", required: false));
        foreach (
            Option option in new Option[]
            {
                _asOf,
                _weak,
                _strong,
                _noLog,
                _offline,
                _source,
                _ungated,
                _explain,
                _accept,
                _expert,
            }
        )
            Add(option);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        double? weak = arguments.GetValue(_weak),
            strong = arguments.GetValue(_strong);
        if (weak > strong)
            throw new PloutosException(
                Fault.WrongUsage,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"--weak must be no more than --strong, but got --weak {weak} and --strong {strong}."
                )
            );
        IReadOnlyList<string> tickers = _tickers.Read(arguments);
        PredictRequest request = new()
        {
            Ticker = tickers[0],
            AsOf = arguments.GetValue(_asOf),
            Weak = weak,
            Strong = strong,
            Log = !arguments.GetValue(_noLog),
            Offline = arguments.GetValue(_offline),
            Source = arguments.GetValue(_source),
            Explain = arguments.GetValue(_explain),
            Ungated = arguments.GetValue(_ungated),
            AcceptSerious = arguments.GetValue(_accept),
        };
        if (request is { Offline: true, Source: not null })
            throw new PloutosException(
                Fault.WrongUsage,
                $"--offline asks no source and --source names one ('{request.Source}'): give one of them."
            );
        if (arguments.GetValue(_expert) is { } expert)
        {
            RefuseWithExpert(request, tickers);
            ExpertForecast forecast = session.Tell(
                (progress, cancellation) => session.Signals.Forecast(expert, request, progress, cancellation)
            );
            session.Show(forecast, LiveJson.Default.ExpertForecast, ForecastView.Write);
            return ExitCode.Done;
        }

        if (tickers.Count > 1)
            return PredictEach(session, request, tickers);
        Prediction prediction = session.Tell(
            (progress, cancellation) => session.Signals.Predict(request, progress, cancellation)
        );
        session.Show(prediction, CliJson.Default.Prediction, PredictionPanel.Write);
        return ExitCode.Done;
    }

    /// <summary>Predicts one ticker after the other. One that fails stops no other; the exit code is that of the
    /// first failure.</summary>
    private ExitCode PredictEach(Session session, PredictRequest request, IReadOnlyList<string> tickers)
    {
        List<Prediction> made = [];
        ExitCode code = ExitCode.Done;
        foreach (string ticker in tickers)
        {
            ExitCode one = Failure.Guard(
                Context.Shell,
                Name,
                session.Workspace.LogFolder,
                () =>
                {
                    made.Add(
                        session.Tell(
                            (progress, cancellation) =>
                                session.Signals.Predict(request with { Ticker = ticker }, progress, cancellation)
                        )
                    );
                    return ExitCode.Done;
                }
            );
            if (code == ExitCode.Done)
                code = one;
            if (one == ExitCode.Interrupted)
                return one;
        }

        session.Show<IReadOnlyList<Prediction>>(
            made,
            CliJson.Default.IReadOnlyListPrediction,
            request.Explain ? WritePanels : PredictionTable.Write
        );
        return code;
    }

    private static void WritePanels(Output output, IReadOnlyList<Prediction> predictions)
    {
        foreach (Prediction prediction in predictions)
        {
            PredictionPanel.Write(output, prediction);
            output.Line();
        }
    }

    private static void RefuseWithExpert(PredictRequest request, IReadOnlyList<string> tickers)
    {
        string? other =
            tickers.Count > 1 ? string.Join(' ', tickers)
            : request.Weak is not null ? "--weak"
            : request.Strong is not null ? "--strong"
            : request.Ungated ? "--ungated"
            : request.Explain ? "--explain"
            : null;
        if (other is not null)
            throw new PloutosException(
                Fault.WrongUsage,
                $"{other} is about the vote of all experts, and --expert names one: give one of them."
            );
    }
}
