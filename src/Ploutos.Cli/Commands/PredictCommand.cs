using System.CommandLine;
using System.Globalization;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Signals.Predict;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos predict</c>.</summary>
internal sealed class PredictCommand : Verb
{
    private readonly Option<bool> _accept = AcceptSerious.Create();
    private readonly TickersInput _tickers;
    private readonly Option<IReadOnlyList<string>?> _many;
    private readonly UniverseInput _universe;
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

    private readonly Option<bool> _yes = YesOption.Create();

    private readonly Option<bool> _verbose = new("--verbose")
    {
        Description = "Also who serves, the evidence with its figures, the vote, and what can be done.",
    };

    private readonly Option<string?> _model = new("--model")
    {
        Description =
            "An ONNX file that answers in place of the expert's own model, on its inputs: no vote, no signal, no"
            + " record.",
        HelpName = "FILE",
    };

    /// <summary>Whether a first training may come before the prediction.</summary>
    public bool Trains { get; init; } = true;

    public PredictCommand(VerbContext context)
        : base(
            "predict",
            "Predict tickers: three experts, one vote, one signal. Bars that are unknown or stale are fetched first.",
            context
        )
    {
        _tickers = new TickersInput(this, TickerOption("The ticker to predict, as an option.", required: false));
        _many = TickersOption("Several tickers, universes or text files of tickers; 'all': every stored ticker.");
        _universe = new UniverseInput(this, context.Completions);
        foreach (
            Option option in new Option[]
            {
                _many,
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
                _model,
                _verbose,
                _yes,
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
        (IReadOnlyList<string>? tickers, bool isMany) = Tickers(session, arguments);
        PredictRequest request = new()
        {
            Ticker = tickers is null ? "" : tickers[0],
            AsOf = arguments.GetValue(_asOf),
            Weak = weak,
            Strong = strong,
            Log = !arguments.GetValue(_noLog),
            Offline = arguments.GetValue(_offline),
            Source = arguments.GetValue(_source),
            Explain = arguments.GetValue(_explain),
            Ungated = arguments.GetValue(_ungated),
            AcceptSerious = arguments.GetValue(_accept),
            Trains = Trains,
            Model = arguments.GetValue(_model) is { } file ? Path.GetFullPath(file) : null,
        };
        if (request is { Offline: true, Source: not null })
            throw new PloutosException(
                Fault.WrongUsage,
                $"--offline asks no source and --source names one ('{request.Source}'): give one of them."
            );
        string? expert = arguments.GetValue(_expert);
        if (expert is not null || request.Model is not null)
        {
            RefuseWithExpert(request, isMany ? "--tickers" : null, expert is null ? "--model" : "--expert");
            ExpertForecast forecast = session.Tell(
                (progress, cancellation) => session.Signals.Forecast(expert, request, progress, cancellation)
            );
            session.Show(forecast, static () => LiveJson.Default.ExpertForecast, ForecastView.Write);
            return ExitCode.Done;
        }

        if (Trains)
            LongTraining.Allow(Context.Shell, session, null, arguments.GetValue(_yes));
        bool isVerbose = request.Explain || arguments.GetValue(_verbose);
        if (isMany)
            return PredictMany(session, request, tickers, isVerbose);
        Prediction prediction = session.Tell(
            (progress, cancellation) => session.Signals.Predict(request, progress, cancellation)
        );
        session.Show(
            prediction,
            static () => CliJson.Default.Prediction,
            (output, made) => PredictionPanel.Write(output, made, isVerbose)
        );
        return ExitCode.Done;
    }

    /// <summary>The tickers, null for all that are stored, and whether they are shown as a table.</summary>
    private (IReadOnlyList<string>? Tickers, bool IsMany) Tickers(Session session, ParseResult arguments)
    {
        IReadOnlyList<string>? many = arguments.GetValue(_many);
        string? universe = _universe.Read(arguments, session);
        if (many is null && universe is null)
        {
            IReadOnlyList<string> named = _tickers.Read(arguments);
            return (named.Count > 1 ? TickerNames.Resolve(named) : named, named.Count > 1);
        }

        if ((many is not null && universe is not null) || _tickers.IsGiven(arguments))
            throw new PloutosException(
                Fault.WrongUsage,
                "The tickers must be given once: as arguments, as --ticker, as --tickers, or as --universe."
            );
        if (many is [var only] && only.Equals("all", StringComparison.OrdinalIgnoreCase))
            return (null, true);
        DateOnly day = arguments.GetValue(_asOf) ?? DateOnly.FromDateTime(Context.Shell.Time.GetUtcNow().UtcDateTime);
        return (UniverseInput.Members(session, many ?? [universe!], day), true);
    }

    /// <summary>Predicts tickers in one go. One that fails stops no other; the exit code is that of the
    /// first failure.</summary>
    private ExitCode PredictMany(
        Session session,
        PredictRequest request,
        IReadOnlyList<string>? tickers,
        bool isVerbose
    )
    {
        PredictionBatch batch = session.Tell(
            (progress, cancellation) => session.Signals.PredictMany(tickers, request, progress, cancellation)
        );
        ExitCode code = ExitCode.Done;
        foreach ((_, Exception error) in batch.Failures)
        {
            ExitCode one = Failure.Guard(Context.Shell, Name, session.Workspace.LogFolder, () => throw error);
            if (code == ExitCode.Done)
                code = one;
        }

        session.Show(
            batch.Predictions,
            static () => CliJson.Default.IReadOnlyListPrediction,
            isVerbose ? WritePanels : PredictionTable.Write
        );
        return code;
    }

    private static void WritePanels(Output output, IReadOnlyList<Prediction> predictions)
    {
        foreach (Prediction prediction in predictions)
        {
            PredictionPanel.Write(output, prediction, isVerbose: true);
            output.Line();
        }
    }

    private static void RefuseWithExpert(PredictRequest request, string? many, string given)
    {
        string? other =
            many is not null ? many
            : request.Weak is not null ? "--weak"
            : request.Strong is not null ? "--strong"
            : request.Ungated ? "--ungated"
            : request.Explain ? "--explain"
            : null;
        if (other is not null)
            throw new PloutosException(
                Fault.WrongUsage,
                $"{other} is about the vote of all experts, and {given} names one: give one of them."
            );
    }
}
