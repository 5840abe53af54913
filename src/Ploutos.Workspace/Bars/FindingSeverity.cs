using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>How much a finding matters, in ascending order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingSeverity>))]
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing is wrong with what is kept.</summary>
    Info,

    /// <summary>A defect that the stated rule mends, or a doubt about a few bars.</summary>
    Warning,

    /// <summary>The series may mislead a model.</summary>
    Serious,
}
