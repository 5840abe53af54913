using Ploutos.Neural.Threading;

namespace Ploutos.Neural.Layers;

/// <summary>Multi-head attention over the bars of a sequence. Head h owns rows [3 e h, 3 e (h + 1)) of
/// qkv, e = D / H: its e queries, then its keys, then its values; and rows [e h, e (h + 1)) of the
/// output.</summary>
internal interface IAttention
{
    /// <summary>concat over heads of softmax(score) v, [D, M].</summary>
    LayerOutput Output { get; }

    /// <summary>The gradient at the output, [D, M].</summary>
    FeatureMatrix Gradient { get; }

    /// <summary>The regions from f to the output, in order.</summary>
    IEnumerable<Region> Forward(LayerOutput f);

    /// <summary>The regions from the gradient at the output to that at qkv, in order, the writing of
    /// the former being a region's body over rows of it.</summary>
    IEnumerable<Region> Backward(LayerOutput f, Action<int, int> outputGradient, long workARow);

    /// <summary>Gradients of qkv's weights and biases, where <see cref="Backward"/> leaves them; need
    /// nothing but what it made.</summary>
    Region? WeightGradients(LayerOutput f);

    /// <summary>Adds the gradient at f to rows [from, to) of the target.</summary>
    void AddInputGradient(int from, int to, FeatureMatrix target);

    /// <summary>Multiply-adds of that for a row and bar.</summary>
    long InputGradientWork { get; }
}
