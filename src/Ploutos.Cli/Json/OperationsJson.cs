using System.Text.Json.Serialization;
using Ploutos.Alerts;
using Ploutos.PaperTrading;
using Ploutos.Workflows;
using Ploutos.Workflows.Backup;
using Ploutos.Workspace;

namespace Ploutos.Cli.Json;

/// <summary>The JSON of the verbs about alerts, paper trading and backups, in the same manner as
/// <see cref="CliJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(FiniteNumberConverter)]
)]
[JsonSerializable(typeof(AlertOverview))]
[JsonSerializable(typeof(IReadOnlyList<AlertTest>))]
[JsonSerializable(typeof(PaperStatus))]
[JsonSerializable(typeof(PaperRun))]
[JsonSerializable(typeof(PaperSwitch))]
[JsonSerializable(typeof(PaperReconciliation))]
[JsonSerializable(typeof(BackupResult))]
[JsonSerializable(typeof(RestoreResult))]
internal sealed partial class OperationsJson : JsonSerializerContext;
