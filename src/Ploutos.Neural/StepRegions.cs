using Ploutos.Neural.Layers;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;

namespace Ploutos.Neural;

/// <summary>A step as a chain of parallel regions, one barrier between two. In each, a thread takes
/// rows of features, in which a layer is complete by itself. What the chain does not wait for, the
/// weights' gradients, shares the region behind.</summary>
internal sealed class StepRegions
{
    private readonly NetworkShape _shape;
    private readonly InputNormLayer _inputNorm;
    private readonly StackLayer[] _stack;
    private readonly AttentionBlock? _attention;
    private readonly ClassifierLayer _classifier;

    public StepRegions(
        LayerContext context,
        InputNormLayer inputNorm,
        StackLayer[] stack,
        AttentionBlock? attention,
        ClassifierLayer classifier
    )
    {
        _shape = context.Parameters.Shape;
        (_inputNorm, _stack, _attention, _classifier) = (inputNorm, stack, attention, classifier);
        Forward = [.. ForwardRegions()];
        Backward = [.. BackwardRegions()];
    }

    /// <summary>From the inputs to the classifier's hidden layer.</summary>
    public Region[] Forward { get; }

    /// <summary>From the logits' gradient to that at the first layer's rows.</summary>
    public Region[] Backward { get; }

    /// <summary>The last one: the gradient at the inputs.</summary>
    public Region Inputs =>
        Region.Rows(
            _shape.Inputs,
            _stack[0].Output.Matrix.Features + Region.ElementWork,
            (from, to) =>
            {
                _stack[0].InputGradient(from, to, _inputNorm.Gradient);
                _inputNorm.Backward(from, to);
            }
        );

    /// <summary>g, or f itself where there is no attention.</summary>
    private LayerOutput ClassifierInput => _attention?.Projection.Output ?? _stack[^1].Output;

    private LayerOutput InputOf(int layer) => layer == 0 ? _inputNorm.Output : _stack[layer - 1].Output;

    private IEnumerable<Region> ForwardRegions()
    {
        yield return Region.Rows(_shape.Inputs, Region.ElementWork, _inputNorm.Forward);
        for (int i = 0; i < _stack.Length; i++)
        {
            (StackLayer layer, LayerOutput input) = (_stack[i], InputOf(i));
            yield return Region.Rows(
                _shape.Stack[i],
                layer.WorkARow + Region.ElementWork,
                (from, to) => layer.Forward(from, to, input)
            );
        }

        LayerOutput f = _stack[^1].Output;
        if (_attention is { } attention)
        {
            foreach (Region region in attention.Heads.Forward(f))
                yield return region;
            yield return Region.Rows(
                _shape.Width,
                _shape.Width + Region.ElementWork,
                (from, to) => attention.Projection.Forward(from, to, f, attention.Heads.Output)
            );
        }

        yield return Region.Rows(
            _shape.ClassifierWidth,
            _classifier.WorkARow + Region.ElementWork,
            (from, to) => _classifier.ForwardHidden(from, to, ClassifierInput)
        );
    }

    private IEnumerable<Region> BackwardRegions()
    {
        StackLayer last = _stack[^1];
        yield return Region.Rows(_shape.ClassifierWidth, Region.ElementWork / 4, _classifier.BackwardHidden);
        Region weights = Region.Rows(
            _shape.ClassifierWidth,
            _classifier.WorkARow,
            (from, to) => _classifier.WeightGradients(from, to, ClassifierInput)
        );
        if (_attention is { } attention)
        {
            yield return Region
                .Rows(
                    _shape.Width,
                    _shape.ClassifierWidth + _shape.Width + Region.ElementWork / 2,
                    (from, to) =>
                    {
                        // g = f + skip * out(a): its gradient is that of f so far, and goes on to
                        // the attention.
                        _classifier.InputGradient(from, to, last.Gradient);
                        attention.Projection.Backward(from, to, last.Gradient, attention.Heads.Output);
                    }
                )
                .With(weights);
            foreach (
                Region region in attention.Heads.Backward(
                    last.Output,
                    (from, to) => attention.Projection.InputGradient(from, to, attention.Heads.Gradient),
                    _shape.Width
                )
            )
                yield return region;
        }

        Region features = Region.Rows(
            _shape.Width,
            (_attention?.Heads.InputGradientWork ?? _shape.ClassifierWidth) + last.WorkARow + Region.ElementWork,
            (from, to) =>
            {
                if (_attention is { } above)
                    above.Heads.AddInputGradient(from, to, last.Gradient);
                else
                    _classifier.InputGradient(from, to, last.Gradient);
                last.Backward(from, to, InputOf(_stack.Length - 1));
            }
        );
        yield return _attention is null ? features.With(weights)
        : _attention.Heads.WeightGradients(last.Output) is { } projections ? features.With(projections)
        : features;
        for (int i = _stack.Length - 2; i >= 0; i--)
        {
            (StackLayer layer, StackLayer above, LayerOutput input) = (_stack[i], _stack[i + 1], InputOf(i));
            yield return Region.Rows(
                _shape.Stack[i],
                _shape.Stack[i + 1] + layer.WorkARow + Region.ElementWork,
                (from, to) =>
                {
                    above.InputGradient(from, to, layer.Gradient);
                    layer.Backward(from, to, input);
                }
            );
        }
    }
}
