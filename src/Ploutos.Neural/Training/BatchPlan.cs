namespace Ploutos.Neural.Training;

/// <summary>The batches of an epoch. A batch is B sequences of T = R + L - 1 consecutive bars: R
/// bars that bear loss after L - 1 that are context only, so that a bar is embedded once and not
/// once per window. With L = 1 a sequence is a single bar. Each epoch cuts the runs at another
/// phase and shuffles the pieces. Rows of a run's remainder are covered by a piece moved back, in
/// which the rows that another piece covers bear no loss.</summary>
internal sealed class BatchPlan
{
    private readonly SequenceDataset _data;
    private readonly int _window;
    private readonly List<Piece> _pieces = [];

    public BatchPlan(SequenceDataset data, int window, int batchSize, int runLength)
    {
        (_data, _window) = (data, window);
        RunLength = window == 1 ? 1 : Math.Clamp(runLength, 1, batchSize);
        int longest = data.Runs.Count == 0 ? 0 : data.Runs.Max(r => r.Count) - (window - 1);
        RunLength = Math.Max(1, Math.Min(RunLength, longest));
        Sequences = Math.Max(1, batchSize / RunLength);
    }

    /// <summary>B.</summary>
    public int Sequences { get; }

    /// <summary>R, loss-bearing bars a sequence.</summary>
    public int RunLength { get; }

    /// <summary>T.</summary>
    public int Length => RunLength + _window - 1;

    /// <summary>Full batches of the epoch shuffled last.</summary>
    public int Batches => _pieces.Count / Sequences;

    /// <summary>Cuts and shuffles for a new epoch.</summary>
    public void Shuffle(Random random)
    {
        _pieces.Clear();
        foreach (RowRun run in _data.Runs)
        {
            int first = run.Start + _window - 1,
                end = run.Start + run.Count;
            if (end - first < RunLength)
                continue;
            int at = first + (RunLength == 1 ? 0 : random.Next(RunLength));
            if (at > first)
                Add(first, first, at);
            for (; at + RunLength <= end; at += RunLength)
                Add(at, at, at + RunLength);
            if (at < end)
                Add(end - RunLength, at, end);
        }

        for (int i = _pieces.Count - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            (_pieces[i], _pieces[j]) = (_pieces[j], _pieces[i]);
        }
    }

    /// <summary>Copies a batch's inputs and labels to where the network reads them.</summary>
    public void Fill(int batch, Span<float> inputs, Span<sbyte> labels)
    {
        int features = _data.Features,
            length = Length;
        for (int b = 0; b < Sequences; b++)
        {
            Piece piece = _pieces[batch * Sequences + b];
            int start = piece.Start - (_window - 1);
            _data.InputRows(start, length).CopyTo(inputs.Slice(b * length * features, length * features));
            Span<sbyte> target = labels.Slice(b * length, length);
            target.Fill(-1);
            _data
                .Labels.AsSpan(piece.LossFrom, piece.LossTo - piece.LossFrom)
                .CopyTo(target[(piece.LossFrom - start)..]);
        }
    }

    /// <summary>A piece with no row that bears loss teaches nothing and would shift the batch
    /// statistics alone.</summary>
    private void Add(int start, int lossFrom, int lossTo)
    {
        foreach (sbyte label in _data.Labels.AsSpan(lossFrom, lossTo - lossFrom))
        {
            if (label >= 0)
            {
                _pieces.Add(new(start, lossFrom, lossTo));
                return;
            }
        }
    }

    private readonly record struct Piece(int Start, int LossFrom, int LossTo);
}
