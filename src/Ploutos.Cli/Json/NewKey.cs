namespace Ploutos.Cli.Json;

/// <summary>A new key of the server.</summary>
/// <param name="Key">256 bits of chance.</param>
internal sealed record NewKey(string Key);
