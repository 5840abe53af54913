namespace Ploutos.Web;

/// <summary>Names the words of the pages: <c>Resources/Texts.resx</c> in English,
/// <c>Texts.fr.resx</c> in French.</summary>
internal sealed class Texts;
