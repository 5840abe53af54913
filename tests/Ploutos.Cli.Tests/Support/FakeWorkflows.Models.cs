using Ploutos.Research.Models;
using Ploutos.Research.Training;
using Ploutos.Workflows;

namespace Ploutos.Cli.Tests;

internal sealed partial class FakeWorkflows
{
    public IReadOnlyList<ModelVersion> Versions { get; init; } =
    [
        Version("momentum", "20260102T030405-aaaaaaaa", isCurrent: true),
        Version("momentum", "20250102T030405-bbbbbbbb", isPrevious: true),
        Version("volatility", "20260102T030405-cccccccc", isCurrent: true),
    ];

    public IReadOnlyList<ModelVersion> Models(string? expert) =>
        Answer(
            ("models", expert),
            (IReadOnlyList<ModelVersion>)[.. Versions.Where(v => expert is null || v.Expert == expert)]
        );

    public ModelSwitch UseModel(string expert, string version) =>
        Answer(
            ("use", expert, version),
            new ModelSwitch(expert, "before", version, true, "its own thresholds are in use again")
        );

    public IReadOnlyList<ModelSwitch> RollbackModel(string? expert) =>
        Answer<IReadOnlyList<ModelSwitch>>(
            ("rollback", expert),
            [new(expert ?? "momentum", "new", "old", true, "as before")]
        );

    public IReadOnlyList<ModelSwitch> PromoteModels(string? expert, string? version) =>
        Answer<IReadOnlyList<ModelSwitch>>(
            ("promote", expert, version),
            [new(expert ?? "momentum", "before", version ?? "candidate", true, "the thresholds fit")]
        );

    public ModelComparison DiffModels(string expert, string? before, string? after) =>
        Answer(
            ("diff", expert, before, after),
            new ModelComparison
            {
                Expert = expert,
                Before = before ?? "before",
                After = after ?? "candidate",
                From = new(2024, 1, 2),
                To = new(2024, 3, 28),
                Rows = 60,
                Auc = new(0.5, 0.52, 0.02, -0.01, 0.05),
                LogLoss = new(0.69, 0.68, -0.01, -0.03, 0.01),
                Verdict = "statistically indistinguishable",
            }
        );

    public ModelDiagnosis DiagnoseModels(string expert, IReadOnlyList<string> versions) =>
        throw new NotSupportedException("The command does not ask for it.");

    public IReadOnlyList<ImportantFeature> ModelImportance(
        string expert,
        string version,
        CancellationToken cancellation
    ) => throw new NotSupportedException("The command does not ask for it.");

    public ExportedModel ExportModel(ModelExportRequest request) =>
        Answer(
            request,
            new ExportedModel(
                request.Expert,
                "20260102T030405-aaaaaaaa",
                "network",
                16,
                ["rsi_14", "roc_5"],
                request.File
            )
            {
                Bytes = 1234,
            }
        );

    private static ModelVersion Version(
        string expert,
        string version,
        bool isCurrent = false,
        bool isPrevious = false
    ) =>
        new()
        {
            Expert = expert,
            Version = version,
            IsCurrent = isCurrent,
            IsPrevious = isPrevious,
            CreatedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            TrainFrom = new(2006, 1, 3),
            TrainTo = new(2013, 12, 20),
            Tickers = ["AAPL", "MSFT"],
            Metrics = new Dictionary<string, ModelFigure>
            {
                ["auc"] = new(0.507, 0.49, 0.52, 0.5),
                ["log_loss"] = new(0.6921, 0.69, 0.694, 0.6923),
            },
            Folder = "models/versions/" + expert + "/" + version,
        };
}
