namespace Ploutos.Release;

/// <summary>A package inside a bundled script.</summary>
/// <param name="Name">Its name at npm.</param>
/// <param name="Version">Its version.</param>
/// <param name="Licence">An SPDX identifier.</param>
/// <param name="Copyright">Its copyright line.</param>
/// <param name="Text">Its licence file in the script's folder; null where its package has none.</param>
internal sealed record ScriptPart(string Name, string Version, string Licence, string Copyright, string? Text);
