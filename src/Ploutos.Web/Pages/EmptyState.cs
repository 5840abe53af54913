namespace Ploutos.Web.Pages;

/// <summary>What a page shows where there is nothing yet.</summary>
/// <param name="Key">Key of the title; with <c>.do</c> behind it, of the sentence that says what
/// to do.</param>
internal sealed record EmptyState(string Key);
