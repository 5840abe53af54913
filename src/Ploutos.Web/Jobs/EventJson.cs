using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Web.Jobs;

/// <summary>What workflows tell, as name and JSON.</summary>
internal static class EventJson
{
    public static (string Type, string Json) Of(WorkflowEvent told) =>
        told switch
        {
            StageStarted e => ("stage", JsonSerializer.Serialize(e, EventContext.Default.StageStarted)),
            ItemDone e => ("item", JsonSerializer.Serialize(e, EventContext.Default.ItemDone)),
            EpochDone e => ("epoch", JsonSerializer.Serialize(e, EventContext.Default.EpochDone)),
            TrainingDone e => ("training", JsonSerializer.Serialize(e, EventContext.Default.TrainingDone)),
            TrialDone e => ("trial", JsonSerializer.Serialize(e, EventContext.Default.TrialDone)),
            TrialRunning e => ("trial_epoch", JsonSerializer.Serialize(e, EventContext.Default.TrialRunning)),
            ExpertTrained e => ("trained", JsonSerializer.Serialize(e.Result, EventContext.Default.TrainedSummary)),
            TickerNews e => ("ticker", JsonSerializer.Serialize(e, EventContext.Default.TickerNews)),
            EvaluationProgress e => (
                "evaluation",
                JsonSerializer.Serialize(e, EventContext.Default.EvaluationProgress)
            ),
            Note e => ("note", JsonSerializer.Serialize(e, EventContext.Default.Note)),
            _ => (
                "note",
                JsonSerializer.Serialize(new Note(told.ToString() ?? told.GetType().Name), EventContext.Default.Note)
            ),
        };
}

/// <summary>A span of time as seconds.</summary>
internal sealed class SecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeSpan.FromSeconds(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Math.Round(value.TotalSeconds, 1));
}

/// <summary>JSON of the events.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(FiniteNumberConverter), typeof(SecondsConverter)]
)]
[JsonSerializable(typeof(StageStarted))]
[JsonSerializable(typeof(ItemDone))]
[JsonSerializable(typeof(EpochDone))]
[JsonSerializable(typeof(TrainingDone))]
[JsonSerializable(typeof(TrialDone))]
[JsonSerializable(typeof(TrialRunning))]
[JsonSerializable(typeof(TrainedSummary))]
[JsonSerializable(typeof(TickerNews))]
[JsonSerializable(typeof(EvaluationProgress))]
[JsonSerializable(typeof(Note))]
internal sealed partial class EventContext : JsonSerializerContext;
