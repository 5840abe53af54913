namespace Ploutos.Research.Studies;

/// <summary>A simple signal of a ticker's own bars.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Formula">In the language of docs/expressions.md.</param>
public sealed record StudySignal(string Name, string Formula);
