namespace Ploutos.Experts.Definitions;

/// <summary>What answers an expert's question.</summary>
public enum ExpertModel
{
    /// <summary>A network, which <c>train</c> holds against simpler forecasters that may serve in its
    /// place.</summary>
    Network,

    /// <summary>Logistic regression on the expert's inputs (L2 penalty 1), and nothing else.</summary>
    Linear,

    /// <summary>An ONNX file of another program, which is never trained here
    /// (<see cref="ExpertDefinition.Foreign"/>).</summary>
    Onnx,
}
