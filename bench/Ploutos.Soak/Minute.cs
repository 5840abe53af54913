namespace Ploutos.Soak;

/// <summary>The figures at the end of a minute.</summary>
/// <param name="Number">The minute, from 1.</param>
/// <param name="Answered">Requests answered in it.</param>
/// <param name="Median">The median answer time, ms.</param>
/// <param name="Slow">The 99th percentile, ms.</param>
/// <param name="Streams">Open event streams.</param>
/// <param name="Megabytes">Resident memory, MB of 2^20 bytes.</param>
internal sealed record Minute(int Number, long Answered, double Median, double Slow, int Streams, double Megabytes);
