using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Ploutos.Cli.Rendering;

/// <summary>The manual page ploutos(1), in roff, from the verbs themselves.</summary>
internal static class ManPage
{
    /// <summary>The whole page.</summary>
    /// <param name="root">The command with all its verbs.</param>
    /// <param name="version">The program's version.</param>
    /// <param name="day">The day of the page.</param>
    public static string Of(Command root, string version, DateOnly day)
    {
        var page = new StringBuilder();
        page.Append(
            CultureInfo.InvariantCulture,
            $".TH PLOUTOS 1 \"{day:yyyy-MM-dd}\" \"ploutos {Escaped(version)}\" \"User Commands\"\n"
        );
        page.Append(".SH NAME\nploutos \\- daily price bars into trading signals and risk forecasts\n");
        page.Append(".SH SYNOPSIS\n.B ploutos\n.I VERB\n[\\fIoptions\\fR]\n");
        page.Append(CultureInfo.InvariantCulture, $".SH DESCRIPTION\n{Escaped(root.Description ?? "")}\n");
        page.Append(".SH OPTIONS OF EVERY VERB\n");
        foreach (Option option in Shown(root))
            Entry(page, option);
        page.Append(".SH VERBS\n");
        foreach (Command verb in root.Subcommands.Where(c => !c.Hidden))
            Verb(page, "ploutos", verb);
        page.Append(
            """
            .SH EXIT STATUS
            .TP
            .B 0
            Done.
            .TP
            .B 1
            Failed; the message says why and what to do.
            .TP
            .B 2
            Wrong usage.
            .TP
            .B 3
            No data or no model to work on.
            .TP
            .B 130
            Interrupted; what was finished is kept.
            .SH ENVIRONMENT
            .TP
            .B PLOUTOS_HOME
            The workspace where no option names one.
            .SH FILES
            .TP
            .I data/ploutos.db
            The bars, below the workspace.
            .TP
            .I models/
            The models and their versions.
            .TP
            .I data/signals.db
            The record of all signals.

            """.ReplaceLineEndings("\n")
        );
        return page.ToString();
    }

    private static void Verb(StringBuilder page, string before, Command verb)
    {
        string name = $"{before} {verb.Name}";
        if (verb.Subcommands.Count > 0)
        {
            foreach (Command inner in verb.Subcommands.Where(c => !c.Hidden))
                Verb(page, name, inner);
            return;
        }

        string arguments = string.Concat(verb.Arguments.Select(a => $" \\fI{Escaped(a.Name)}\\fR"));
        page.Append(
            CultureInfo.InvariantCulture,
            $".SS {Escaped(name)}{arguments}\n{Escaped(verb.Description ?? "")}\n"
        );
        foreach (Argument argument in verb.Arguments.Where(a => a.Description is not null))
            page.Append(
                CultureInfo.InvariantCulture,
                $".TP\n\\fI{Escaped(argument.Name)}\\fR\n{Escaped(argument.Description!)}\n"
            );
        foreach (Option option in Shown(verb))
            Entry(page, option);
    }

    private static IEnumerable<Option> Shown(Command command) => command.Options.Where(o => !o.Hidden);

    private static void Entry(StringBuilder page, Option option)
    {
        string value = option.HelpName is { } name ? $" \\fI{Escaped(name)}\\fR" : "";
        page.Append(
            CultureInfo.InvariantCulture,
            $".TP\n\\fB{Escaped(option.Name)}\\fR{value}\n{Escaped(option.Description ?? "")}\n"
        );
    }

    /// <summary>Text as roff shows it: backslashes and hyphens as they are, and no line that begins as a
    /// request does.</summary>
    private static string Escaped(string text)
    {
        string plain = text.Replace("\\", "\\e", StringComparison.Ordinal)
            .Replace("-", "\\-", StringComparison.Ordinal)
            .ReplaceLineEndings(" ");
        return plain.StartsWith('.') || plain.StartsWith('\'') ? "\\&" + plain : plain;
    }
}
