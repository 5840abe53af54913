using System.Text.Json.Serialization;

namespace Ploutos.Research.Tuning;

/// <summary>JSON of a study's own attributes.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class StudyJson : JsonSerializerContext;
