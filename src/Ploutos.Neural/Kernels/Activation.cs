namespace Ploutos.Neural.Kernels;

/// <summary>The non-linearity of a network's stack and classifier.</summary>
public enum Activation
{
    /// <summary>Gaussian error linear unit, exact: x Phi(x) with Phi from erf (Hendrycks and Gimpel
    /// 2016).</summary>
    Gelu,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>max(x, 0); its derivative at 0 is taken as 0.</summary>
    Relu,
}
