namespace Ploutos.Tuning;

/// <summary>Whether a smaller or a larger objective value is the better one.</summary>
public enum StudyDirection
{
    /// <summary>Smaller is better, as for a loss.</summary>
    Minimize,

    /// <summary>Larger is better, as for an accuracy.</summary>
    Maximize,
}
