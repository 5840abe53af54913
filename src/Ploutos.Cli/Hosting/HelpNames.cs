using System.CommandLine;

namespace Ploutos.Cli.Hosting;

/// <summary>What the help calls the values of arguments and options.</summary>
internal static class HelpNames
{
    /// <summary>The widest that fits into the first column of a terminal of 80 columns.</summary>
    private const int Widest = 36;

    /// <summary>Keeps the help of every command below a root short: an argument is called by its name, not by all
    /// that Tab offers for it, and a long choice is told in the description, where lines end between words.</summary>
    /// <param name="root">The root.</param>
    public static void Shorten(Command root)
    {
        foreach (Command command in root.Subcommands)
        {
            foreach (Argument argument in command.Arguments)
                argument.HelpName ??= argument.Name;
            foreach (Option option in command.Options)
                if (option.HelpName is { Length: > Widest } choice)
                {
                    option.Description =
                        $"{option.Description} One of {choice.Replace("|", ", ", StringComparison.Ordinal)}.";
                    option.HelpName = option.Name.TrimStart('-').ToUpperInvariant();
                }

            Shorten(command);
        }
    }
}
