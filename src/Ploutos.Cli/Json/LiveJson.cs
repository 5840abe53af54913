using System.Text.Json.Serialization;
using Ploutos.Research.ExpertFiles;
using Ploutos.Research.Models;
using Ploutos.Research.Training;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Drift;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Predict;
using Ploutos.Signals.Replay;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Cli.Json;

/// <summary>What <c>signals export --json</c> says.</summary>
internal sealed record ExportedSignals(string File, int Rows);

/// <summary>The JSON of the verbs about models and the daily run, in the same manner as
/// <see cref="CliJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(FiniteNumberConverter)]
)]
[JsonSerializable(typeof(IReadOnlyList<ModelVersion>))]
[JsonSerializable(typeof(IReadOnlyList<ModelSwitch>))]
[JsonSerializable(typeof(IReadOnlyList<ModelComparison>))]
[JsonSerializable(typeof(ExportedModel))]
[JsonSerializable(typeof(IReadOnlyList<ExpertView>))]
[JsonSerializable(typeof(ExpertCheck))]
[JsonSerializable(typeof(IReadOnlyList<EnsembleView>))]
[JsonSerializable(typeof(EnsembleView))]
[JsonSerializable(typeof(ExpertForecast))]
[JsonSerializable(typeof(LiveRun))]
[JsonSerializable(typeof(LiveStatus))]
[JsonSerializable(typeof(ChainReport))]
[JsonSerializable(typeof(ReplayReport))]
[JsonSerializable(typeof(IReadOnlyList<SignalRow>))]
[JsonSerializable(typeof(ExportedSignals))]
internal sealed partial class LiveJson : JsonSerializerContext;
