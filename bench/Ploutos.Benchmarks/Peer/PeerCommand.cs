using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ploutos.Benchmarks.Quality;
using Ploutos.Workspace;

namespace Ploutos.Benchmarks.Peer;

/// <summary>The verbs that <c>bench/compare.sh</c> runs; those that the Python peer has too take
/// the same arguments and print the same names.</summary>
internal static class PeerCommand
{
    private const string Usage = """
        usage: Ploutos.Benchmarks peer train DATA --expert E [--epochs 10] [--batch 128] [--clock wall|cpu]
                                       infer DATA --expert E [--clock wall|cpu]
                                       tune DATA --expert E [--trials 10] [--max-epochs 100] [--jobs 1]
                                       cores PREFIX [--epochs 10] [--rounds 5]    PREFIX-momentum.x.npy and so on
                                       market FOLDER                     simulated bars as CSV, for pandas
                                       features [--clock wall|cpu]
                                       alpha158 [--clock wall|cpu]
                                       predict [--clock wall|cpu]
                                       backtest [--clock wall|cpu]
                                       workspace FOLDER                  a workspace with three untrained models
                                       quality BARS [--universes 50] [--first 1] [--seed 14] [--fixed no|yes]
                                               [--shard I/N --shared DIR | --merge DIR]
                                       batch [BARS] [--simulated yes|no] [--tickers 99] [--bars 2500] [--seeds 5]
                                       trees BARS [--clock wall|cpu]     LightGBM's time beside the networks'
                                       search BARS [--universes 10] [--trials 20] [--expert E] [--whole no|yes]
                                       search-total FILE                 lines of several searches
                                       machine
        """;

    private static readonly JsonSerializerOptions s_json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static int Run(string[] arguments)
    {
        try
        {
            var given = new Arguments(arguments);
            IEnumerable<object> lines = given.Verb switch
            {
                "train" => TrainBench.Run(given),
                "infer" => InferBench.Run(given),
                "tune" => TuneBench.Run(given),
                "cores" => CoresBench.Run(given),
                "market" => MarketFiles.Write(given),
                "features" => FeatureBench.Run(given),
                "alpha158" => Alpha158Bench.Run(given),
                "predict" => PredictBench.Run(given),
                "backtest" => BacktestBench.Run(given),
                "workspace" => SampleModels.WriteWorkspace(given),
                "quality" => QualityCommand.Run(given),
                "batch" => BatchCommand.Run(given),
                "trees" => TreesCommand.Run(given),
                "search" => SearchCommand.Run(given),
                "search-total" => SearchCommand.Total(given),
                "machine" => MachineFacts.Run(),
                _ => throw new ArgumentException($"There is no verb '{given.Verb}'.\n{Usage}"),
            };
            foreach (object line in lines)
                Console.WriteLine(JsonSerializer.Serialize(line, s_json));
            return 0;
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException or PloutosException)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }
}

/// <summary>A verb, an optional path, and options with a value each.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
    private readonly string? _path;

    public Arguments(string[] arguments)
    {
        Verb = arguments.Length > 0 ? arguments[0] : "";
        for (int i = 1; i < arguments.Length; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
                _path = arguments[i];
            else if (i + 1 < arguments.Length)
                _options[arguments[i][2..]] = arguments[++i];
            else
                throw new ArgumentException($"{arguments[i]} must be followed by a value.");
        }
    }

    public string Verb { get; }

    public string Path => _path ?? throw new ArgumentException($"'{Verb}' needs a path after it.");

    public string Text(string name, string otherwise) => _options.GetValueOrDefault(name, otherwise);

    public int Number(string name, int otherwise) =>
        !_options.TryGetValue(name, out string? text) ? otherwise
        : int.TryParse(text, CultureInfo.InvariantCulture, out int value) && value > 0 ? value
        : throw new ArgumentException($"--{name} must be a whole number of 1 or more, but got '{text}'.");
}
