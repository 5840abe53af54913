using Ploutos.Neural.Kernels;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;

namespace Ploutos.Neural.Layers;

/// <summary>What every layer of a training network shares: kernels, parameters, gradients and the
/// shape of the current batch.</summary>
internal sealed class LayerContext(NetworkParameters parameters, KernelSet kernels, int capacity)
{
    public KernelSet Kernels { get; } = kernels;

    public NetworkParameters Parameters { get; } = parameters;

    /// <summary>The flat gradient buffer, laid out like the parameters; padding stays zero.</summary>
    public float[] Gradients { get; } = new float[parameters.Values.Length];

    public BatchShape Batch { get; } = new();

    /// <summary>Most bars a batch may have.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>A matrix for the bars of a batch.</summary>
    public FeatureMatrix Matrix(int features, int guard = 0) => new(features, Capacity, guard, onCacheLines: true);

    /// <summary>False switches every dropout off.</summary>
    public bool DropsOut { get; set; }

    /// <summary>Key of this step's dropout draws.</summary>
    public uint StepKey { get; set; }

    /// <summary>Where the time of products is added up; null for no measuring.</summary>
    public StepProfile? Profile { get; set; }

    public ReadOnlySpan<float> Values(ParameterTensor tensor) => Parameters.Values.AsSpan(tensor.Offset);

    public Span<float> Gradient(ParameterTensor tensor) => Gradients.AsSpan(tensor.Offset);

    /// <summary>The dropout of one feature's row in a layer.</summary>
    public RowDropout Dropout(float rate, int layer, int feature) =>
        DropsOut ? new(rate, (uint)feature << 16, CounterHash.Mix((uint)layer, StepKey)) : default;
}
