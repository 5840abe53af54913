namespace Ploutos.Web.Json;

/// <summary>Which version of an expert's model shall predict.</summary>
internal sealed record UseModelRequest
{
    /// <summary>The version, or its first characters where they name one alone.</summary>
    public string? Version { get; init; }
}
