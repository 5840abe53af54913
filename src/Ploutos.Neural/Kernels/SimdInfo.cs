namespace Ploutos.Neural.Kernels;

/// <summary>Which register width the kernels run at on this machine.</summary>
public static class SimdInfo
{
    /// <summary>The widest that the hardware has, or what PLOUTOS_SIMD names.</summary>
    public static SimdLevel Level => KernelSet.Best.Level;
}
