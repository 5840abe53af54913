namespace Ploutos.Neural.Layers;

/// <summary>The attention of a network and the projection that joins it to the stack's features.</summary>
internal sealed class AttentionBlock(LayerContext context)
{
    public IAttention Heads { get; } =
        context.Parameters.Shape.Window == 1 ? new SingleBarAttention(context) : new WindowedAttention(context);

    public AttentionOutput Projection { get; } = new(context);
}
