namespace Ploutos.Web.Json;

/// <summary>How far a job is.</summary>
/// <param name="Fraction">0 .. 1; null where nobody knows.</param>
/// <param name="Text">What it does, in a few words.</param>
/// <param name="Said">The same for whoever says it in other words; null where it is free text.</param>
internal sealed record JobProgress(double? Fraction, string Text, ProgressWords? Said = null);

/// <summary>What a job does, as a name and values.</summary>
/// <param name="Name">starting, done, epoch, trained, trial, item, choose, prove, checks, unit, ticker-STAGE,
/// stage-NAME or note-CODE.</param>
/// <param name="Values">Names and figures, in the order of the words that say it.</param>
internal sealed record ProgressWords(string Name, IReadOnlyList<string> Values);
