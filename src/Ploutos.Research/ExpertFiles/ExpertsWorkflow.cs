using System.Globalization;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Features;
using Ploutos.Features.Inputs;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Research.ExpertFiles;

/// <summary>The experts of a workspace: which there are, what they are made of, whether their files
/// are whole.</summary>
public sealed class ExpertsWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    private const double Rare = 0.02;
    private readonly ExpertCatalog _catalog = new(workspace);

    /// <summary>All experts and the risk model; one whose file is broken comes with the reason.</summary>
    public IReadOnlyList<ExpertView> List() =>
        [.. ExpertDefinition.All.Select(View), RiskFile.View(workspace), .. _catalog.FileNames().Select(Look)];

    /// <summary>One expert, with the text of its file.</summary>
    /// <exception cref="PloutosException">There is none of that name.</exception>
    public ExpertView Show(string name)
    {
        if (RiskFile.Is(name))
            return RiskFile.View(workspace) with { Text = RiskDefinition.BuiltIn.Text };
        ExpertDefinition expert = _catalog.Get(name);
        return View(expert) with { Text = expert.Text };
    }

    /// <summary>Writes a commented file to begin with, and the schema beside it.</summary>
    /// <param name="name">The expert's name.</param>
    /// <param name="replace">Replace a file that exists.</param>
    /// <exception cref="PloutosException">The name breaks its rule.</exception>
    public ExpertView New(string name, bool replace)
    {
        ArgumentNullException.ThrowIfNull(name);
        string path = _catalog.PathOf(name);
        workspace.EnsureWritable();
        UserFile.Check(path, replace);
        Directory.CreateDirectory(workspace.ExpertFolder);
        UserFile.Write(path, ExpertResources.NewExpert, replace);
        string schema = Path.Combine(workspace.ExpertFolder, "expert.schema.json");
        if (!File.Exists(schema))
            AtomicFile.Write(schema, ExpertResources.Schema);
        return Show(name);
    }

    /// <summary>Reads an expert's file and computes its inputs and labels on all stored bars.</summary>
    /// <exception cref="PloutosException">There is no such expert, or there are no bars.</exception>
    /// <exception cref="StorageException">Its file breaks a rule.</exception>
    public ExpertCheck Check(string name)
    {
        bool isRisk = RiskFile.Is(name);
        ExpertDefinition? expert = isRisk ? null : _catalog.Get(name);
        BarSeries[] bars;
        using (BarStore store = new DataWorkflow(workspace, time).OpenStore())
            bars = [.. store.List().Select(t => store.Read(t.Ticker))];
        if (bars.Length == 0)
            throw new PloutosException(Fault.NoBars, $"The file of {name} is whole. There are no bars to try it on.")
            {
                Remedies = [new Workspace.Remedies.ImportBars(), new Workspace.Remedies.FetchBars()],
            };
        if (expert is null)
            return RiskFile.Check(workspace, bars);
        ExpertTable table = ExpertTable.Build([expert], bars)[0];
        int rows = 0,
            ones = 0;
        int[] missing = new int[expert.Features.Count],
            reached = new int[expert.Features.Count];
        for (int i = 0; i < bars.Length; i++)
        {
            FeatureMatrix features = table.FeaturesOf(i);
            int[] complete = features.CompleteRuns();
            ReadOnlySpan<double> labels = table.LabelsOf(i);
            for (int t = 0; t < complete.Length; t++)
                if (complete[t] > 0 && !double.IsNaN(labels[t]))
                    (rows, ones) = (rows + 1, ones + (labels[t] == 1 ? 1 : 0));
            for (int j = 0; j < missing.Length; j++)
                for (int t = expert.Features.RequiredBars - 1; t < features.Rows; t++)
                    (reached[j], missing[j]) = (reached[j] + 1, missing[j] + (double.IsNaN(features[t, j]) ? 1 : 0));
        }

        return new(
            View(expert),
            bars.Length,
            bars.Sum(b => b.Count),
            rows,
            rows > 0 ? (double)ones / rows : null,
            [.. Notes(expert, bars, (rows, ones), missing, reached)]
        );
    }

    private IEnumerable<string> Notes(
        ExpertDefinition expert,
        BarSeries[] bars,
        (int All, int Ones) rows,
        int[] missing,
        int[] reached
    )
    {
        if (
            workspace.OwnFeatures.FirstOrDefault(f =>
                FeatureChoice.Sets.Contains(f.Name) && expert.Features.Names.Contains(f.Name)
            ) is
            { } own
        )
            yield return $"'{own.Name}' among the features is your feature in code, not the set of that name. Name the"
                + $" set's features one by one, as in {own.Name}.{MarketFeatures.Names[0]}.";
        string[] tooShort = [.. bars.Where(b => b.Count < expert.Features.RequiredBars).Select(b => b.Ticker)];
        if (tooShort.Length > 0)
            yield return $"{tooShort.Length} of {bars.Length} tickers have fewer than the"
                + $" {expert.Features.RequiredBars} bars that the inputs need: {string.Join(", ", tooShort.Take(5))}"
                + $"{(tooShort.Length > 5 ? ", ..." : "")}.";
        for (int j = 0; j < missing.Length; j++)
            if (missing[j] > 0.1 * reached[j])
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{expert.Features.Names[j]}' is missing on {100.0 * missing[j] / reached[j]:0.0} % of the bars"
                        + $" from bar {expert.Features.RequiredBars} on: no row of these days can be used."
                );
        if (rows.All == 0)
            yield return "No bar has every input and the label: nothing can be learned.";
        else if (Math.Min(rows.Ones, rows.All - rows.Ones) < Rare * rows.All)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"One class is so rare that little can be learned: {100.0 * rows.Ones / rows.All:0.0} % are class 1."
            );
    }

    private ExpertView Look(string name)
    {
        try
        {
            return View(_catalog.Get(name));
        }
        catch (Exception e) when (e is PloutosException or StorageException)
        {
            return new()
            {
                Name = name,
                BuiltIn = false,
                File = Path.Combine(workspace.ExpertFolder, $"{name}.json"),
                Problem = e.Message,
            };
        }
    }

    private ExpertView View(ExpertDefinition expert) =>
        new()
        {
            Name = expert.Name,
            BuiltIn = expert.IsBuiltIn,
            File = expert.IsBuiltIn ? null : _catalog.PathOf(expert.Name),
            Description = expert.Description,
            Inputs = expert.Features.Names,
            RequiredBars = expert.Features.RequiredBars,
            Question = expert.Label.Question,
            Horizon = expert.Label.Horizon,
            Classes = [expert.ClassNames.Low, expert.ClassNames.High],
            Baselines = expert.Baselines,
            Trained = new ModelRegistry(workspace.ModelsFolder).Has(expert),
        };
}
