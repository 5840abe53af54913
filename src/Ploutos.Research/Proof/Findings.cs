using System.Globalization;
using Ploutos.Workspace;

namespace Ploutos.Research.Proof;

/// <summary>Gathers a check's figures and faults.</summary>
internal sealed class Findings
{
    private const int MostFaults = 10;
    private readonly List<string> _faults = [];
    private int _left;

    public List<ProofFigure> Figures { get; } = [];

    public bool Passed => _faults.Count == 0;

    /// <summary>Something speaks against the claim.</summary>
    public void Fault(string text)
    {
        if (_faults.Count < MostFaults)
            _faults.Add(text);
        else
            _left++;
    }

    /// <summary>The finished check; its time is set by who ran it.</summary>
    public ProofCheck Check(string name, string claim, string summary) =>
        new()
        {
            Name = name,
            Claim = claim,
            Passed = Passed,
            Summary = summary,
            Figures = Figures,
            Faults =
                _left == 0 ? _faults : [.. _faults, string.Create(CultureInfo.InvariantCulture, $"and {_left} more")],
            Seconds = 0,
        };
}
