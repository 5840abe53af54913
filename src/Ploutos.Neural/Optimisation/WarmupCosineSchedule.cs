namespace Ploutos.Neural.Optimisation;

/// <summary>Learning rate by epoch: linear warm-up to the peak over the first epochs, then a half
/// cosine down to the floor, which it reaches at the last epoch (Loshchilov and Hutter 2017, one
/// cycle without restarts).</summary>
/// <param name="Peak">Learning rate at the end of the warm-up.</param>
/// <param name="Epochs">All epochs, the warm-up included.</param>
/// <param name="WarmupEpochs">Epochs of the warm-up; epoch e of it runs at peak (e + 1) /
/// warm-up.</param>
/// <param name="FloorFraction">The floor as a fraction of the peak.</param>
public sealed record WarmupCosineSchedule(double Peak, int Epochs, int WarmupEpochs = 5, double FloorFraction = 0.01)
{
    /// <summary>The learning rate of an epoch, counted from 0.</summary>
    public double At(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        int warmup = Math.Min(WarmupEpochs, Epochs);
        if (epoch < warmup)
            return Peak * (epoch + 1) / warmup;
        int span = Epochs - 1 - (warmup - 1);
        double progress = span <= 0 ? 1 : Math.Min(1.0, (double)(epoch - (warmup - 1)) / span);
        double floor = Peak * FloorFraction;
        return floor + (Peak - floor) * 0.5 * (1 + Math.Cos(Math.PI * progress));
    }
}
