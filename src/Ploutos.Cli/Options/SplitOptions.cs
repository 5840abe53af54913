using System.CommandLine;

namespace Ploutos.Cli.Options;

/// <summary>The options that training, search and deployment share, in the same words.</summary>
internal static class SplitOptions
{
    /// <summary><c>--test-from DATE</c>.</summary>
    public static Option<DateOnly?> TestFrom() =>
        TypedOptions.Day(
            "--test-from",
            "First day of the test, which nothing is chosen by. Without it: the last 15 % of the days."
        );

    /// <summary><c>--seed N</c>.</summary>
    public static Option<int> Seed(int otherwise) =>
        TypedOptions.Whole(
            "--seed",
            "Seed of everything random. Same seed, machine type and data: same result.",
            least: 0,
            otherwise
        );

    /// <summary><c>--window N</c>, chosen where it is not given.</summary>
    public static Option<int?> Window() =>
        TypedOptions.Whole(
            "--window",
            "Bars that attention sees; 1 is the published V7.1 block. Without it: 1, 4 or 16, as validation folds "
                + "choose.",
            least: 1
        );

    /// <summary><c>--window N</c>.</summary>
    public static Option<int> Window(int otherwise) =>
        TypedOptions.Whole("--window", "Bars that attention sees; 1 is the published V7.1 block.", least: 1, otherwise);
}
