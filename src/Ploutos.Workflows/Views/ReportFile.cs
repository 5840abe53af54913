using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>A file in <c>reports/</c>.</summary>
/// <param name="Name">Path below the folder, with slashes.</param>
/// <param name="Bytes">Size.</param>
/// <param name="WrittenAt">Last change.</param>
public sealed record ReportFile(string Name, long Bytes, DateTimeOffset WrittenAt);
