using System.Globalization;
using Ploutos.Cli.Rendering;
using Ploutos.Workspace;

namespace Ploutos.Cli.Init;

/// <summary>Asks on standard error, and reads the answers from standard input, a line each. An empty
/// answer takes the default.</summary>
/// <param name="input">Where the answers come from.</param>
/// <param name="output">Where the questions go.</param>
/// <param name="takeDefaults">Ask nothing: every answer is the default.</param>
/// <param name="cancellation">Ends a question that waits.</param>
internal sealed class Questions(TextReader input, Output output, bool takeDefaults, CancellationToken cancellation)
{
    private const int MostTries = 5;

    /// <summary>Says something between the questions.</summary>
    public void Say(string sentence = "") => output.Text(sentence);

    /// <summary>An answer in words.</summary>
    /// <param name="question">What is asked, without a question mark at its end.</param>
    /// <param name="standard">The answer of an empty line; null where there must be one.</param>
    /// <param name="option">The option that gives the same answer.</param>
    /// <param name="problem">The rule that an answer breaks, or null.</param>
    public string Words(string question, string? standard, string option, Func<string, string?>? problem = null)
    {
        for (int tries = 0; tries < MostTries; tries++)
        {
            string answer = Ask(standard is null ? question : $"{question} [{standard}]", standard, option);
            if (answer.Length == 0 && standard is null)
                output.Line("  An answer is needed.");
            else if (problem?.Invoke(answer) is { } rule)
                output.Line($"  {rule}");
            else
                return answer;
        }

        throw new PloutosException(
            Fault.WrongUsage,
            $"No answer to '{question}' was right after {MostTries} tries. Give it as {option}."
        );
    }

    /// <summary>One of several choices, counted from 1.</summary>
    public int Choice(string question, IReadOnlyList<string> choices, int standard, string option)
    {
        if (takeDefaults)
            return standard;
        output.Line(question);
        for (int i = 0; i < choices.Count; i++)
            output.Line(string.Create(CultureInfo.InvariantCulture, $"  {i + 1}  {choices[i]}"));
        string answer = Words(
            "Number",
            standard.ToString(CultureInfo.InvariantCulture),
            option,
            text => Number(text) is null ? $"It must be a number from 1 to {choices.Count}, but got '{text}'." : null
        );
        return Number(answer)!.Value;

        int? Number(string text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int n)
            && n >= 1
            && n <= choices.Count
                ? n
                : null;
    }

    /// <summary>Yes or no; an empty line is yes.</summary>
    public bool Yes(string question, string option) =>
        IsYes(
            Words(
                question,
                "yes",
                option,
                text => IsYes(text) || IsNo(text) ? null : $"It must be yes or no, but got '{text}'."
            )
        );

    private static bool IsYes(string text) => text.ToUpperInvariant() is "Y" or "YES";

    private static bool IsNo(string text) => text.ToUpperInvariant() is "N" or "NO";

    private string Ask(string prompt, string? standard, string option)
    {
        if (takeDefaults)
            return standard ?? throw Missing(prompt, option);
        output.Writer.Write($"{prompt}: ");
        output.Writer.Flush();
        string? line = Task.Run(input.ReadLine, cancellation).WaitAsync(cancellation).GetAwaiter().GetResult();
        string answer = (line ?? throw Missing(prompt, option)).Trim();
        if (!output.IsTerminal)
            output.Line(); // the answer of a pipe is not echoed
        return answer.Length == 0 ? standard ?? "" : answer;
    }

    private static PloutosException Missing(string prompt, string option) =>
        new(Fault.WrongUsage, $"There is no answer to '{prompt}'. Give it as {option}, or start on a terminal.");
}
