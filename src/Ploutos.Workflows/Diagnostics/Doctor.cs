using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Neural.Kernels;
using Ploutos.Storage;
using Ploutos.Workflows.Errors;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.ExpertFiles;
using Ploutos.Workspace.Remedies;
using Ploutos.Workspace.Switching;

namespace Ploutos.Workflows.Diagnostics;

/// <summary>Looks at the machine and the workspace, and says what is wrong and what to do.</summary>
internal sealed class Doctor(WorkspaceFolder workspace, TimeProvider time)
{
    private const long LittleDisk = 200L << 20;

    public IReadOnlyList<DoctorCheck> Run()
    {
        List<DoctorCheck> checks =
        [
            new(
                "runtime",
                HealthState.Ok,
                $"{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription} on"
                    + $" {System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier},"
                    + $" {Environment.ProcessorCount} cores"
            ),
            Simd(),
            Check(
                "workspace",
                () =>
                {
                    using IDisposable? use = WorkspaceUse.Enter(workspace, time, writes: false);
                    workspace.EnsureWritable();
                    return new(HealthState.Ok, $"{workspace.Root} can be written");
                }
            ),
            Check("disk", Disk),
            Check("bars", Bars),
        ];
        var registry = new ModelRegistry(workspace.ModelsFolder);
        foreach (ExpertDefinition expert in new EnsembleCatalog(workspace).Experts())
            checks.Add(Check($"{expert.Name} model", () => Model(registry, expert)));
        return checks;
    }

    private static DoctorCheck Simd()
    {
        SimdLevel level = SimdInfo.Level;
        return new(
            "vector width",
            level is SimdLevel.Scalar ? HealthState.Warning : HealthState.Ok,
            level is SimdLevel.Scalar
                ? "no vector instructions are used: training is ten times slower"
                : level.ToString()
        );
    }

    private Finding Disk()
    {
        long free = new DriveInfo(Path.GetFullPath(workspace.Root)).AvailableFreeSpace;
        return free < LittleDisk
            ? new(
                HealthState.Warning,
                $"{free >> 20} MB free, which is little for an import or a training",
                new FreeDisk()
            )
            : new(HealthState.Ok, $"{free >> 20} MB free");
    }

    private Finding Bars()
    {
        if (!File.Exists(workspace.StorePath))
            return new(
                HealthState.Warning,
                "no bars yet",
                new FetchBars(),
                new ImportBars(),
                new ImportSimulatedBars()
            );
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        IReadOnlyList<StoredTicker> tickers = store.List();
        if (tickers.Count == 0)
            return new(HealthState.Warning, "the store is empty", new FetchBars(), new ImportBars());
        int simulated = tickers.Count(t => t.Origin == DataOrigin.Simulated);
        return new(
            HealthState.Ok,
            $"{tickers.Count} tickers, {tickers.Sum(t => t.Rows)} bars,"
                + $" newest {tickers.Max(t => t.LastDay):yyyy-MM-dd}"
                + (simulated > 0 ? $"; {simulated} of them SIMULATED" : "")
        );
    }

    private static Finding Model(ModelRegistry registry, ExpertDefinition expert)
    {
        if (!registry.Has(expert))
            return new(HealthState.Warning, "none yet", new TrainAgain(expert.Name));
        ModelCard card = registry.Load(expert).Card;
        return new(
            HealthState.Ok,
            $"version {card.Version}, trained to {card.Days.TrainTo:yyyy-MM-dd} on {card.Data.Tickers.Count}"
                + $" tickers{(card.Simulated ? ", SIMULATED" : "")}"
        );
    }

    private static DoctorCheck Check(string name, Func<Finding> look)
    {
        try
        {
            Finding found = look();
            return new(name, found.Status, found.Detail) { Remedies = found.Remedies };
        }
        catch (Exception e)
            when (e
                    is PloutosException
                        or MarketDataException
                        or StorageException
                        or InvalidDataException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            return new(name, HealthState.Error, e.Message) { Remedies = UserErrors.Of(e)!.Remedies };
        }
    }

    /// <summary>What one look found, and what the user can do about it.</summary>
    private sealed record Finding(HealthState Status, string Detail, params Remedy[] Remedies);
}
