namespace Ploutos.Experts.Explaining;

/// <summary>A model was trained without a test range, so that nothing is out of its
/// sample.</summary>
public sealed class NoTestRangeException : ArgumentException
{
    /// <param name="expert">The model's expert.</param>
    /// <param name="message">The rule and the model.</param>
    public NoTestRangeException(string expert, string message)
        : base(message) => Expert = expert;

    /// <summary>The model's expert.</summary>
    public string Expert { get; }
}
