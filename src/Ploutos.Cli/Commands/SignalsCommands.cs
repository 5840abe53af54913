using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Signals.History;
using Ploutos.Signals.Ledger;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos signals list</c>.</summary>
internal sealed class SignalsListCommand : Verb
{
    private readonly SignalFilter _filter;

    public SignalsListCommand(VerbContext context)
        : base("list", "List stored signals with the experts' probabilities, and what became of them.", context) =>
        _filter = new(this, TickersOption("Only these tickers. Without it: all."));

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(
            session.Signals.Signals(_filter.Query(arguments)),
            static () => LiveJson.Default.IReadOnlyListSignalRow,
            SignalsView.Write
        );
        return ExitCode.Done;
    }
}

/// <summary><c>ploutos signals export</c>.</summary>
internal sealed class SignalsExportCommand : Verb
{
    private readonly SignalFilter _filter;
    private readonly Option<string> _out = new("--out")
    {
        Description = "The file to write.",
        HelpName = "FILE",
        Required = true,
    };
    private readonly Option<string?> _format = new("--format")
    {
        Description = "csv or json. Without it: what the file's ending says.",
        HelpName = "csv|json",
    };
    private readonly Option<bool> _force = new("--force") { Description = "Replace a file that exists." };

    public SignalsExportCommand(VerbContext context)
        : base("export", "Write stored signals to a CSV or JSON file.", context)
    {
        _format.AcceptOnlyFromAmong("csv", "json");
        Add(_out);
        Add(_format);
        Add(_force);
        _filter = new(this, TickersOption("Only these tickers. Without it: all."));
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        SignalExportRequest request = new(
            _filter.Query(arguments),
            arguments.GetValue(_out)!,
            arguments.GetValue(_format) switch
            {
                "csv" => SignalExportFormat.Csv,
                "json" => SignalExportFormat.Json,
                _ => null,
            },
            arguments.GetValue(_force)
        );
        ExportedSignals exported = new(Path.GetFullPath(request.File), session.Signals.ExportSignals(request));
        session.Show(
            exported,
            static () => LiveJson.Default.ExportedSignals,
            (output, done) => output.Line($"{Figures.Count(done.Rows)} signal(s) written to {done.File}")
        );
        return ExitCode.Done;
    }
}

/// <summary>The options that say which signals.</summary>
internal sealed class SignalFilter
{
    private readonly Option<IReadOnlyList<string>?> _tickers;
    private readonly Option<DateOnly?> _from = TypedOptions.Day("--from", "First day. Without it: the first there is.");
    private readonly Option<DateOnly?> _to = TypedOptions.Day("--to", "Last day. Without it: the last there is.");
    private readonly Option<string?> _kind = new("--kind")
    {
        Description = "Only the daily run's signals, or only those of predict. Without it: both.",
        HelpName = "daily|predict",
    };

    /// <summary>Adds the options to a verb.</summary>
    public SignalFilter(Command verb, Option<IReadOnlyList<string>?> tickers)
    {
        _tickers = tickers;
        _kind.AcceptOnlyFromAmong("daily", "predict");
        foreach (Option option in new Option[] { _tickers, _from, _to, _kind })
            verb.Add(option);
    }

    /// <summary>What was asked for.</summary>
    public SignalQuery Query(ParseResult arguments) =>
        new(
            arguments.GetValue(_tickers),
            arguments.GetValue(_from),
            arguments.GetValue(_to),
            SignalKindNames.Parse(arguments.GetValue(_kind))
        );
}
