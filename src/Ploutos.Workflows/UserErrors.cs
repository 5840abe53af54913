using Ploutos.MarketData;
using Ploutos.Neural.Training;
using Ploutos.Storage;
using Ploutos.Tuning;
using Ploutos.Workspace;

namespace Ploutos.Workflows;

/// <summary>Turns what the packages below throw for a user's mistake into
/// <see cref="PloutosException"/>.</summary>
internal static class UserErrors
{
    /// <summary>Runs work and translates its errors.</summary>
    public static T Translate<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (NoDataException e)
        {
            throw new PloutosException(Fault.NoData, e.Message, e);
        }
        catch (MarketDataException e)
        {
            throw new PloutosException(Fault.Failed, e.Message, e);
        }
        catch (StorageException e)
        {
            throw new PloutosException(
                e.Fault == StorageFault.Settings ? Fault.WrongUsage : Fault.Failed,
                e.Message,
                e
            );
        }
        catch (FileNotFoundException e)
        {
            throw new PloutosException(Fault.NoData, e.Message, e);
        }
        catch (Exception e)
            when (e is InvalidDataException or ArgumentException or StudyStorageException or TrainingDivergedException)
        {
            throw new PloutosException(Fault.Failed, e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PloutosException(
                Fault.Failed,
                $"A file of the workspace could not be read or written: {e.Message} What was stored before is"
                    + $" unchanged.",
                e
            );
        }
    }
}
