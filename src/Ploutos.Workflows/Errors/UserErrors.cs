using Ploutos.Experts.Explaining;
using Ploutos.Experts.Registry;
using Ploutos.Features.Expressions.Language;
using Ploutos.MarketData;
using Ploutos.Neural.Training;
using Ploutos.Storage;
using Ploutos.Tuning;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workflows.Errors;

/// <summary>Turns what the packages below throw for a user's mistake into
/// <see cref="PloutosException"/>, with its fault and what the user can do.</summary>
internal static class UserErrors
{
    /// <summary>Runs work and translates its errors.</summary>
    public static T Translate<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is not PloutosException && Of(e) is { } told)
        {
            throw told;
        }
    }

    /// <summary>What a user is told of an error; null where it is a defect of the
    /// program.</summary>
    public static PloutosException? Of(Exception error) =>
        error switch
        {
            PloutosException e => e,
            // Tickers on all cores: the first of their errors speaks, unless all were only cancelled.
            AggregateException all => all.Flatten()
                .InnerExceptions.FirstOrDefault(e => e is not OperationCanceledException)
                is { } first
                ? Of(first)
                : null,
            MarketDataException e => Of(e),
            StorageException e => New(FaultOf(e.Fault), e, RemediesOf(e.Fault)),
            NoModelException e => New(Fault.NoModel, e, new TrainAgain(e.Expert)),
            NoTestRangeException e => New(Fault.Failed, e, new TrainAgain(e.Expert, WithTestRange: true)),
            FileNotFoundException e => New(Fault.NoData, e),
            InvalidDataException e => New(Fault.Damaged, e),
            TrainingDivergedException e => New(Fault.Diverged, e),
            ExpressionException e => New(FaultOf(e.Fault), e),
            ArgumentException or StudyStorageException => New(Fault.Failed, error),
            IOException when DiskFull.Is(error) => New(
                Fault.DiskFull,
                DiskFull.Of("A file of the workspace", error),
                new FreeDisk()
            ),
            IOException or UnauthorizedAccessException => new(
                Fault.Failed,
                $"A file of the workspace could not be read or written: {error.Message} What was stored before is"
                    + $" unchanged.",
                error
            ),
            _ => null,
        };

    private static PloutosException Of(MarketDataException e) =>
        e.InnerException is StorageException inner
            ? New(FaultOf(inner.Fault), e, RemediesOf(inner.Fault))
            : e.Kind switch
            {
                MarketDataFault.UnknownTicker when e.Ticker is { } ticker => New(
                    Fault.UnknownTicker,
                    e,
                    new FetchTicker(ticker),
                    new ImportBars(),
                    new ListBars()
                ),
                MarketDataFault.EmptyStore => New(
                    Fault.NoBars,
                    e,
                    new FetchBars(),
                    new ImportBars(),
                    new ImportSimulatedBars()
                ),
                MarketDataFault.NothingFetched => New(Fault.NoBars, e, new FetchBars(), new ImportBars()),
                MarketDataFault.NoUsableRows => New(Fault.NoData, e, new CheckBars()),
                MarketDataFault.SeriousFindings => New(
                    Fault.Failed,
                    e,
                    new CheckBars(),
                    new ChangeOption("strict", "leave it out")
                ),
                MarketDataFault.DateForm or MarketDataFault.TickerName => New(Fault.Failed, e, [.. FileRemedies.Of(e)]),
                MarketDataFault.Market or MarketDataFault.TickerTaken => New(Fault.WrongUsage, e),
                MarketDataFault.Folder => New(Fault.Failed, e, new ChooseWorkspace()),
                _ => New(e is NoDataException ? Fault.NoData : Fault.Failed, e),
            };

    private static Fault FaultOf(StorageFault fault) =>
        fault switch
        {
            StorageFault.Settings => Fault.Settings,
            StorageFault.Taken => Fault.WrongUsage,
            StorageFault.Damaged or StorageFault.NotOurs => Fault.Damaged,
            StorageFault.Full => Fault.DiskFull,
            StorageFault.ReadOnly => Fault.ReadOnly,
            StorageFault.Busy => Fault.Busy,
            StorageFault.Newer => Fault.NewerFormat,
            _ => Fault.Failed,
        };

    private static Fault FaultOf(ExpressionFault fault) =>
        fault == ExpressionFault.TooFewBars ? Fault.TooFewBars : Fault.WrongUsage;

    private static Remedy[] RemediesOf(StorageFault fault) =>
        fault switch
        {
            StorageFault.Damaged => [new RestoreBackup()],
            StorageFault.Full => [new FreeDisk()],
            StorageFault.ReadOnly => [new ChooseWorkspace()],
            StorageFault.Busy => [new StopOtherProcess()],
            StorageFault.Newer => [new UpdateProgram()],
            _ => [],
        };

    private static PloutosException New(Fault fault, Exception e, params Remedy[] remedies) =>
        new(fault, e.Message, e) { Remedies = remedies };
}
