namespace Ploutos.Experts.Definitions;

/// <summary>What answers an expert's question.</summary>
public enum ExpertModel
{
    /// <summary>A network, which <c>train</c> holds against simpler forecasters that may serve in its
    /// place.</summary>
    Network,

    /// <summary>Logistic regression on the expert's inputs (L2 penalty 1), and nothing else.</summary>
    Linear,

    /// <summary>Gradient-boosted trees on the expert's inputs, and nothing else. Learning them needs an
    /// optional part of the program (<see cref="ExpertDefinition.Boosting"/>).</summary>
    Boosting,

    /// <summary>An ONNX file of another program, which is never trained here
    /// (<see cref="ExpertDefinition.Foreign"/>).</summary>
    Onnx,
}
