using System.Collections.Immutable;
using Ploutos.Neural.Kernels;

namespace Ploutos.Neural.Parameters;

/// <summary>The shape of an attention network: f = stack(input_norm(x)), a = out(windowed
/// attention over f), logits = classifier(f + skip a). The stack is (linear, batch norm,
/// activation, dropout) per width, each bar on its own. With 0 heads there is no attention at all,
/// neither its parameters nor its work: logits = classifier(f), the plain network of V7.</summary>
public sealed record NetworkShape
{
    /// <summary>Inputs a bar, F.</summary>
    public required int Inputs { get; init; }

    /// <summary>Widths of the stack; the last is the attention's width, D.</summary>
    public required ImmutableArray<int> Stack { get; init; }

    /// <summary>The non-linearity of stack and classifier.</summary>
    public required Activation Activation { get; init; }

    /// <summary>Attention heads, H; D must be a multiple. 0 for a plain network, which sees
    /// one bar.</summary>
    public required int Heads { get; init; }

    /// <summary>Bars that attention sees, L, the bar itself included.</summary>
    public required int Window { get; init; }

    /// <summary>Weight of the attention's output beside the stack's.</summary>
    public required float Skip { get; init; }

    /// <summary>Width of the classifier's hidden layer.</summary>
    public required int ClassifierWidth { get; init; }

    /// <summary>Dropout rate after each activation of the stack, in [0, 1).</summary>
    public float StackDropout { get; init; }

    /// <summary>Dropout rate on the attention's output, in [0, 1).</summary>
    public float AttentionDropout { get; init; }

    /// <summary>Dropout rate after the classifier's activation, in [0, 1).</summary>
    public float ClassifierDropout { get; init; }

    /// <summary>Number of classes: DOWN / UP, or LOW / HIGH.</summary>
    public const int Classes = 2;

    /// <summary>D, the width that attention works at.</summary>
    public int Width => Stack[^1];

    /// <summary>Whether the network attends to the bars before.</summary>
    public bool HasAttention => Heads > 0;

    /// <summary>Checks every rule.</summary>
    /// <exception cref="ArgumentException">A rule is broken; the message names it and the value
    /// received.</exception>
    public void Validate()
    {
        Require(Inputs > 0, "Inputs must be positive", Inputs);
        Require(!Stack.IsDefaultOrEmpty, "Stack must name at least one width", "none");
        foreach (int width in Stack)
            Require(width > 0, "every width of Stack must be positive", string.Join(", ", Stack));
        Require(
            Heads >= 0 && (Heads == 0 || Width % Heads == 0),
            "Heads must be 0 for no attention or a divisor of Stack's last width",
            $"width {Width}, heads {Heads}"
        );
        Require(Window is >= 1 and <= 256, "Window must lie in [1, 256]", Window);
        Require(HasAttention || Window == 1, "Window must be 1 where there are no heads to see further bars", Window);
        Require(ClassifierWidth > 0, "ClassifierWidth must be positive", ClassifierWidth);
        Require(float.IsFinite(Skip), "Skip must be finite", Skip);
        foreach (float rate in (ReadOnlySpan<float>)[StackDropout, AttentionDropout, ClassifierDropout])
            Require(rate is >= 0f and < 1f, "a dropout rate must lie in [0, 1)", rate);
    }

    private static void Require(bool holds, string rule, object received)
    {
        if (!holds)
            throw new ArgumentException(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{rule}, but got {received}.")
            );
    }
}
