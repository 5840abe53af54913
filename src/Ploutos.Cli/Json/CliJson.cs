using System.Text.Json.Serialization;
using Ploutos.Research.Backtests;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Judge;
using Ploutos.Research.Programs;
using Ploutos.Research.Proof;
using Ploutos.Research.Sharding;
using Ploutos.Research.Studies;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Signals.Predict;
using Ploutos.Signals.Risk;
using Ploutos.Signals.Sizing;
using Ploutos.Workflows;
using Ploutos.Workflows.Deploy;
using Ploutos.Workflows.Diagnostics;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Json;

/// <summary>What <c>export features --json</c> says.</summary>
internal sealed record ExportedFeatures(string Ticker, string File, int Rows);

/// <summary>What <c>export risk --json</c> says.</summary>
internal sealed record ExportedRisk(string Ticker, string File, int Rows);

/// <summary>What <c>serve --json</c> says once it listens.</summary>
internal sealed record Serving(IReadOnlyList<string> Addresses, string Workspace);

/// <summary>The JSON of every verb, with serialisers made at compile time so that a cold start
/// reflects on nothing. Names are snake_case; a number that is not defined is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(FiniteNumberConverter)]
)]
[JsonSerializable(typeof(DataReport))]
[JsonSerializable(typeof(IReadOnlyList<StoredSeries>))]
[JsonSerializable(typeof(StoredSeries))]
[JsonSerializable(typeof(IReadOnlyList<UniverseOverview>))]
[JsonSerializable(typeof(IReadOnlyList<UniverseMember>))]
[JsonSerializable(typeof(FetchReport))]
[JsonSerializable(typeof(DataDiff))]
[JsonSerializable(typeof(IReadOnlyList<MarketDay>))]
[JsonSerializable(typeof(IReadOnlyList<ExportedBars>))]
[JsonSerializable(typeof(TrainedSummary))]
[JsonSerializable(typeof(IReadOnlyList<OptimizeSummary>))]
[JsonSerializable(typeof(Prediction))]
[JsonSerializable(typeof(IReadOnlyList<Prediction>))]
[JsonSerializable(typeof(ProofReport))]
[JsonSerializable(typeof(ProgramProof))]
[JsonSerializable(typeof(ExportedFeatures))]
[JsonSerializable(typeof(RiskReport))]
[JsonSerializable(typeof(SizeReport))]
[JsonSerializable(typeof(ExportedRisk))]
[JsonSerializable(typeof(BacktestResult))]
[JsonSerializable(typeof(JudgeReport))]
[JsonSerializable(typeof(DeployResult))]
[JsonSerializable(typeof(Serving))]
[JsonSerializable(typeof(NewKey))]
[JsonSerializable(typeof(EvaluationResult))]
[JsonSerializable(typeof(ShardReport))]
[JsonSerializable(typeof(DirectionStudyResult))]
[JsonSerializable(typeof(IReadOnlyList<DoctorCheck>))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(string))]
internal sealed partial class CliJson : JsonSerializerContext;
