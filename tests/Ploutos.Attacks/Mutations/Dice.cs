namespace Ploutos.Attacks.Mutations;

/// <summary>The choices of one input, all from one seed, and what they led to: the text or bytes
/// that a find is told with.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>What was made of the choices so far, for the report of a find.</summary>
    public string Story { get; set; } = "";

    /// <summary>The bytes that were sent, where it were bytes.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>A whole number from 0 to below <paramref name="end"/>.</summary>
    public int Below(int end) => _random.Next(Math.Max(1, end));

    /// <summary>One of several.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Once in <paramref name="n"/> times.</summary>
    public bool OnceIn(int n) => Below(n) == 0;
}
