using System.Globalization;
using System.Text.Json.Nodes;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Web.Tests.Browser;

/// <summary>Real-looking bars of a file, with defects, judged by models of simulated ones: every
/// page has something to warn of.</summary>
[Collection(BrowserTests.Name)]
public sealed class SentenceTests(BrowserFixture fixture, SimulatedWorkspace made)
{
    private const string English =
        "(?i)\\b(the|is|of|was|were|are|and|with|bars|behind|beyond|dropped|kept|repaired|"
        + "stale|simulated|missing|proven|neither)\\b";

    [Fact]
    public async Task French_pages_warn_judge_and_find_in_french()
    {
        using TemporaryFolder folder = made.Copy();
        using var files = new TemporaryFolder();
        await using Served served = await Served.StartAsync(
            folder.Path,
            (workspace, workflows) => Fill(workspace, workflows, files)
        );
        await using Tab tab = await fixture.OpenAsync(language: "fr-FR", at: served);

        await tab.GoAsync("/analyse?ticker=FILE");
        string analysis = await FrenchTextAsync(tab);
        Assert.Contains("Les barres sont périmées : la dernière est du ", analysis, StringComparison.Ordinal);
        Assert.Contains("nommez une source à la page Données", analysis, StringComparison.Ordinal);
        Assert.Contains("un modèle a été entraîné sur des barres SIMULÉES", analysis, StringComparison.Ordinal);
        Assert.Contains(
            "Les seuils du vote ont été ajustés pour d'autres versions",
            analysis,
            StringComparison.Ordinal
        );
        Assert.Contains("Il a été testé sur des barres simulées", analysis, StringComparison.Ordinal);
        Assert.Contains("Un signal FORT exige un expert directionnel prouvé", analysis, StringComparison.Ordinal);
        Assert.DoesNotMatch(English, analysis);

        await tab.GoAsync("/data");
        string data = await FrenchTextAsync(tab);
        Assert.Contains("Hors de l'étendue du jour", data, StringComparison.Ordinal);
        Assert.Contains("Jours manquants", data, StringComparison.Ordinal);
        Assert.Contains("réparé", data, StringComparison.Ordinal);
        Assert.DoesNotMatch(English, data);

        await tab.Page.GotoAsync("/analyse?ticker=SHORT");
        string few = await FrenchTextAsync(tab);
        Assert.Contains("Trop peu de barres pour une prévision", few, StringComparison.Ordinal);
        Assert.Contains("récupérez-les à la page Données", few, StringComparison.Ordinal);
        Assert.DoesNotMatch(English, few);
    }

    /// <summary>What is said in French: all but what is marked as English, and scripts.</summary>
    private static Task<string> FrenchTextAsync(Tab tab) =>
        tab.Page.EvaluateAsync<string>(
            """
            () => {
              const copy = document.body.cloneNode(true);
              for (const other of copy.querySelectorAll('[lang=en], script, svg')) other.remove();
              return copy.textContent;
            }
            """
        );

    private static void Fill(WorkspaceFolder workspace, IPloutosWorkflows workflows, TemporaryFolder files)
    {
        using (IWorkspaceViews views = WorkflowFactory.CreateViews(workspace, TimeProvider.System))
        {
            BarColumns bars = views.Bars("SIM01");
            File.WriteAllLines(files.File("FILE.csv"), Csv(bars, bars.Dates.Count));
            File.WriteAllLines(files.File("SHORT.csv"), Csv(bars, 60));
        }

        workflows.Import(new ImportRequest("csv:" + files.Path));
        string thresholds = Path.Combine(workspace.ModelsFolder, "v7_ensemble", "ensemble.json");
        Directory.Delete(Path.Combine(workspace.ModelsFolder, "v7_ensemble", "sets"), recursive: true);
        JsonNode known = JsonNode.Parse(File.ReadAllText(thresholds))!;
        (known["weak"], known["strong"]) = (1e-9, 2e-9); // any direction is a strong one
        known["versions"]!["momentum"] = "another";
        known.AsObject().Remove("digest"); // as a file of an earlier version
        File.WriteAllText(thresholds, known.ToJsonString());
    }

    /// <summary>The bars as a file; a week lacks, and one day opens above its high.</summary>
    private static IEnumerable<string> Csv(BarColumns bars, int rows) =>
        Enumerable
            .Range(0, rows)
            .Where(t => t is < 20 or > 24)
            .Select(t =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{bars.Dates[t]:yyyy-MM-dd},{(t == 30 ? 1.04 * bars.High[t] : bars.Open[t])},{bars.High[t]},"
                        + $"{bars.Low[t]},{bars.Close[t]},{bars.Volume[t]:F0}"
                )
            )
            .Prepend("Date,Open,High,Low,Close,Volume");
}
