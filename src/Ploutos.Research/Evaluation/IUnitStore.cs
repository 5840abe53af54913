namespace Ploutos.Research.Evaluation;

/// <summary>Where finished units are kept.</summary>
internal interface IUnitStore
{
    /// <summary>The unit, or null where it is not finished.</summary>
    UnitResult? TryRead(string forecaster, string expert, int fold);

    /// <summary>Keeps a unit, atomically.</summary>
    void Write(UnitResult unit);
}
