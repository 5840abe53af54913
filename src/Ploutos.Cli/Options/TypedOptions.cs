using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Ploutos.Cli.Options;

/// <summary>Options whose mistakes are told as rule and received value.</summary>
internal static class TypedOptions
{
    /// <summary>A whole number of at least <paramref name="least"/>, with a default.</summary>
    public static Option<int> Whole(string name, string description, int least, int otherwise) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result => ParseWhole(result, least) ?? otherwise,
            DefaultValueFactory = _ => otherwise,
        };

    /// <summary>A whole number of at least <paramref name="least"/>, or null.</summary>
    public static Option<int?> Whole(string name, string description, int least) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result => ParseWhole(result, least),
        };

    /// <summary>A number in [<paramref name="least"/>, <paramref name="most"/>], or null.</summary>
    public static Option<double?> Number(string name, string description, double least, double most) =>
        new(name)
        {
            Description = description,
            HelpName = "X",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (
                    double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                    && value >= least
                    && value <= most
                )
                    return value;
                result.AddError(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name} must be a number from {least} to {most}, but got '{text}'."
                    )
                );
                return null;
            },
        };

    /// <summary>A day written yyyy-MM-dd, or null.</summary>
    public static Option<DateOnly?> Day(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "DATE",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (
                    DateOnly.TryParseExact(
                        text,
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out DateOnly day
                    )
                )
                    return day;
                result.AddError($"{name} must be a day written as 2014-01-31 (year-month-day), but got '{text}'.");
                return null;
            },
        };

    /// <summary>Names separated by commas, given once or several times; null where it is not
    /// given.</summary>
    public static Option<IReadOnlyList<string>?> Names(string name, string description, string helpName) =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            Arity = ArgumentArity.OneOrMore,
            CustomParser = ParseNames,
        };

    private static int? ParseWhole(ArgumentResult result, int least)
    {
        string text = result.Tokens[0].Value;
        if (
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            && value >= least
        )
            return value;
        result.AddError($"{result.Argument.Name} must be a whole number of at least {least}, but got '{text}'.");
        return null;
    }

    private static List<string> ParseNames(ArgumentResult result) =>
        [
            .. result.Tokens.SelectMany(token =>
                token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            ),
        ];
}
