using Ploutos.Neural.Kernels;

namespace Ploutos.Neural.Layers;

/// <summary>The bars of one step: B sequences of T consecutive bars, bar t of sequence b in column
/// m = b T + t of every feature-major matrix.</summary>
internal sealed class BatchShape
{
    private float[] _age = [];

    /// <summary>B T, the number of bars.</summary>
    public int Bars { get; private set; }

    /// <summary>B.</summary>
    public int Sequences { get; private set; }

    /// <summary>T.</summary>
    public int Length { get; private set; }

    /// <summary>Columns in whole registers.</summary>
    public int Columns => KernelSet.Align(Bars);

    /// <summary>age[m] = t, the number of bars before m in its own sequence; -1 in the padding.</summary>
    public ReadOnlySpan<float> Age => _age;

    /// <summary>Sets B and T; allocates only where there are more columns than ever before.</summary>
    public void Set(int sequences, int length)
    {
        if (sequences == Sequences && length == Length)
            return;
        (Sequences, Length, Bars) = (sequences, length, sequences * length);
        if (_age.Length < Columns)
            _age = new float[Columns];
        for (int m = 0; m < Columns; m++)
            _age[m] = m < Bars ? m % length : 0;
    }
}
