using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Localization;

namespace Ploutos.Web.Hosting;

/// <summary>The languages of the pages. The formats are written out here, because a fresh machine
/// has no culture data (InvariantGlobalization) and a server's own would differ from machine to
/// machine.</summary>
internal static class Languages
{
    /// <summary>The cookie in which a reader's choice is kept.</summary>
    public const string Cookie = "ploutos.culture";

    /// <summary>English with dates that nobody can misread; the default.</summary>
    public static CultureInfo English { get; } = MakeEnglish();

    /// <summary>French.</summary>
    public static CultureInfo French { get; } = MakeFrench();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } = [English, French];

    /// <summary>The reader's choice (cookie), else the browser's wish, else English.</summary>
    public static void Configure(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture(English);
        options.SupportedCultures = [.. All];
        options.SupportedUICultures = [.. All];
        options.FallBackToParentCultures = options.FallBackToParentUICultures = true;
        options.RequestCultureProviders =
        [
            new CookieRequestCultureProvider { CookieName = Cookie },
            new PrimaryLanguageProvider(),
        ];
    }

    private static CultureInfo MakeEnglish()
    {
        var culture = new CultureInfo("en");
        culture.DateTimeFormat.ShortDatePattern = "yyyy-MM-dd";
        culture.DateTimeFormat.LongDatePattern = "d MMMM yyyy";
        culture.DateTimeFormat.ShortTimePattern = "HH:mm";
        culture.DateTimeFormat.LongTimePattern = "HH:mm:ss";
        return culture;
    }

    private static CultureInfo MakeFrench()
    {
        var culture = new CultureInfo("fr");
        NumberFormatInfo number = culture.NumberFormat;
        number.NumberDecimalSeparator = number.CurrencyDecimalSeparator = number.PercentDecimalSeparator = ",";
        number.NumberGroupSeparator = number.CurrencyGroupSeparator = number.PercentGroupSeparator = "\u202f";
        (number.PercentPositivePattern, number.PercentNegativePattern) = (0, 0);
        DateTimeFormatInfo date = culture.DateTimeFormat;
        date.ShortDatePattern = "dd/MM/yyyy";
        date.LongDatePattern = "d MMMM yyyy";
        date.ShortTimePattern = "HH:mm";
        date.LongTimePattern = "HH:mm:ss";
        date.FirstDayOfWeek = DayOfWeek.Monday;
        date.MonthNames = date.MonthGenitiveNames = [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
            "",
        ];
        date.AbbreviatedMonthNames = date.AbbreviatedMonthGenitiveNames = [
            "janv.",
            "févr.",
            "mars",
            "avr.",
            "mai",
            "juin",
            "juil.",
            "août",
            "sept.",
            "oct.",
            "nov.",
            "déc.",
            "",
        ];
        date.DayNames = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];
        date.AbbreviatedDayNames = ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."];
        return culture;
    }
}
