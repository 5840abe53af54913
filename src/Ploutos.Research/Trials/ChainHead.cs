namespace Ploutos.Research.Trials;

/// <summary>Where a chain ends.</summary>
/// <param name="Chain">signals or outcomes.</param>
/// <param name="Count">Links.</param>
/// <param name="Hash">The hash of the last one.</param>
public sealed record ChainHead(string Chain, long Count, string Hash);
