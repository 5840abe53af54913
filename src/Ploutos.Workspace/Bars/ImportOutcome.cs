using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>What an import or a check of one ticker came to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImportOutcome>))]
public enum ImportOutcome
{
    /// <summary>The ticker is new to the store.</summary>
    Created,

    /// <summary>Later days were added.</summary>
    Extended,

    /// <summary>Nothing is new.</summary>
    Unchanged,

    /// <summary>The past differs now: a new vintage was opened.</summary>
    Revised,

    /// <summary>Checked alone; nothing was stored.</summary>
    Checked,
}
