using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Ploutos.Alerts;
using Ploutos.PaperTrading;
using Ploutos.Research.Backtests;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Models;
using Ploutos.Research.Proof;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Signals.Daily;
using Ploutos.Signals.History;
using Ploutos.Signals.Predict;
using Ploutos.Signals.Risk;
using Ploutos.Signals.Sizing;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Web.Json;

/// <summary>The JSON of the API, with serialisers made at compile time so that the first answer
/// comes fast. Names are snake_case.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(RoundedNumberConverter)]
)]
[JsonSerializable(typeof(Prediction))]
[JsonSerializable(typeof(IReadOnlyList<Remedy>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(BatchAnswer))]
[JsonSerializable(typeof(IReadOnlyList<WatchlistRow>))]
[JsonSerializable(typeof(BarColumns))]
[JsonSerializable(typeof(IReadOnlyList<LoggedSignal>))]
[JsonSerializable(typeof(IReadOnlyList<StoredSeries>))]
[JsonSerializable(typeof(FindingList))]
[JsonSerializable(typeof(IReadOnlyList<ModelView>))]
[JsonSerializable(typeof(IReadOnlyList<StudyOverview>))]
[JsonSerializable(typeof(StudyView))]
[JsonSerializable(typeof(IReadOnlyList<ReportFile>))]
[JsonSerializable(typeof(ServerStatus))]
[JsonSerializable(typeof(JobSnapshot))]
[JsonSerializable(typeof(IReadOnlyList<JobSnapshot>))]
[JsonSerializable(typeof(FetchJobRequest))]
[JsonSerializable(typeof(OptimizeJobRequest))]
[JsonSerializable(typeof(TrainJobRequest))]
[JsonSerializable(typeof(ProveJobRequest))]
[JsonSerializable(typeof(ProofReport))]
[JsonSerializable(typeof(FetchReport))]
[JsonSerializable(typeof(ImportJobRequest))]
[JsonSerializable(typeof(DataReport))]
[JsonSerializable(typeof(DataDiff))]
[JsonSerializable(typeof(IReadOnlyList<FindingMonth>))]
[JsonSerializable(typeof(IReadOnlyList<TrainedSummary>))]
[JsonSerializable(typeof(IReadOnlyList<OptimizeSummary>))]
[JsonSerializable(typeof(AnalysisChange))]
[JsonSerializable(typeof(TickerExplanation))]
[JsonSerializable(typeof(IReadOnlyList<ExpertEvidence>))]
[JsonSerializable(typeof(IReadOnlyList<ModelVersion>))]
[JsonSerializable(typeof(ModelComparison))]
[JsonSerializable(typeof(ModelDiagnosis))]
[JsonSerializable(typeof(IReadOnlyList<ImportantFeature>))]
[JsonSerializable(typeof(ModelSwitch))]
[JsonSerializable(typeof(IReadOnlyList<ModelSwitch>))]
[JsonSerializable(typeof(UseModelRequest))]
[JsonSerializable(typeof(IReadOnlyList<EvaluationOverview>))]
[JsonSerializable(typeof(EvaluationResult))]
[JsonSerializable(typeof(IReadOnlyList<BacktestSummary>))]
[JsonSerializable(typeof(BacktestResult))]
[JsonSerializable(typeof(BacktestCharts))]
[JsonSerializable(typeof(BacktestComparison))]
[JsonSerializable(typeof(IReadOnlyList<BacktestTrade>))]
[JsonSerializable(typeof(BacktestJobRequest))]
[JsonSerializable(typeof(EvaluateJobRequest))]
[JsonSerializable(typeof(LiveStatus))]
[JsonSerializable(typeof(TrackHistory))]
[JsonSerializable(typeof(PaperStatus))]
[JsonSerializable(typeof(PaperHistory))]
[JsonSerializable(typeof(AlertOverview))]
[JsonSerializable(typeof(RiskReport))]
[JsonSerializable(typeof(RiskPast))]
[JsonSerializable(typeof(SizeReport))]
[JsonSerializable(typeof(Readiness))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(bool))]
internal sealed partial class ApiJson : JsonSerializerContext;
