namespace Ploutos.Neural.Kernels;

/// <summary>The register width the kernels run at.</summary>
public enum SimdLevel
{
    /// <summary>One float at a time: the reference.</summary>
    Scalar,

    /// <summary>128 bits: ARM AdvSimd, SSE.</summary>
    Vector128,

    /// <summary>256 bits: AVX2 with FMA.</summary>
    Vector256,

    /// <summary>512 bits: AVX-512.</summary>
    Vector512,
}
