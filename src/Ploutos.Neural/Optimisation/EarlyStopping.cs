using Ploutos.Neural.Parameters;

namespace Ploutos.Neural.Optimisation;

/// <summary>Stops a training when the validation loss has not improved for a number of epochs, and
/// keeps the best epoch's weights.</summary>
public sealed class EarlyStopping
{
    private readonly int _patience;
    private readonly NetworkParameters _best;
    private int _bad;

    /// <param name="parameters">The parameters being trained; their best state is copied.</param>
    /// <param name="patience">Epochs without improvement before stopping; 0 or less never stops.</param>
    public EarlyStopping(NetworkParameters parameters, int patience)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (_patience, _best) = (patience, new NetworkParameters(parameters.Shape));
    }

    /// <summary>The lowest loss so far.</summary>
    public double BestLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>The epoch of the lowest loss, counted from 0; -1 before the first.</summary>
    public int BestEpoch { get; private set; } = -1;

    /// <summary>Records an epoch's loss; true when it is time to stop. A loss that is not a number
    /// never counts as an improvement.</summary>
    public bool Report(int epoch, double loss, NetworkParameters parameters)
    {
        if (loss < BestLoss)
        {
            (BestLoss, BestEpoch, _bad) = (loss, epoch, 0);
            _best.CopyFrom(parameters);
            return false;
        }

        _bad++;
        return _patience > 0 && _bad >= _patience;
    }

    /// <summary>Puts the best epoch's weights back; does nothing where no epoch improved.</summary>
    public void Restore(NetworkParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (BestEpoch >= 0)
            parameters.CopyFrom(_best);
    }
}
