namespace Ploutos.Neural.Layers;

/// <summary>Multi-head attention over the bars of a sequence, whole heads at a time. Head h owns
/// rows [3 e h, 3 e (h + 1)) of qkv, e = D / H: its e queries, then its keys, then its values; and
/// rows [e h, e (h + 1)) of the output.</summary>
internal interface IAttention
{
    /// <summary>concat over heads of softmax(score) v, [D, M].</summary>
    LayerOutput Output { get; }

    /// <summary>The gradient at the output, [D, M], written before <see cref="Backward"/>.</summary>
    FeatureMatrix Gradient { get; }

    void Forward(int headFrom, int headTo, LayerOutput f);

    /// <summary>Gradients of qkv's weights and biases and at qkv itself, for the rows of these
    /// heads.</summary>
    void Backward(int headFrom, int headTo, LayerOutput f);

    /// <summary>Adds the gradient at f to rows [from, to) of the target.</summary>
    void AddInputGradient(int from, int to, FeatureMatrix target);
}
