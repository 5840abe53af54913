using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>What a fetch of one ticker came to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FetchOutcome>))]
public enum FetchOutcome
{
    /// <summary>The ticker is new to the store.</summary>
    Created,

    /// <summary>Later days were added.</summary>
    Extended,

    /// <summary>The source has nothing new.</summary>
    Unchanged,

    /// <summary>The past differs now: a new vintage was opened.</summary>
    Revised,

    /// <summary>The bars are as new as can be; no source was asked.</summary>
    UpToDate,

    /// <summary>No source served it.</summary>
    Failed,
}
