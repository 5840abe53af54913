using System.Text.RegularExpressions;
using Ploutos.Tests;

namespace Ploutos.ArchitectureTests;

/// <summary>Some acts have one place in the program. Held against the sources.</summary>
public sealed partial class OneOfEachTests
{
    [Fact]
    public void The_vote_is_cast_in_one_place()
    {
        string[] places = [.. Places(CastOfAVote())];
        Assert.Equal(["Ploutos.Experts/SignalDecision.cs"], places);
    }

    [Fact]
    public void SQLite_files_are_opened_in_one_place() =>
        Assert.Equal(["Ploutos.Storage/Sqlite.cs"], Places(OpenedFile()).Distinct());

    [Fact]
    public void Only_the_storage_knows_the_result_codes_of_SQLite() =>
        Assert.All(
            Places(ResultCode()),
            place => Assert.StartsWith("Ploutos.Storage/", place, StringComparison.Ordinal)
        );

    [Fact]
    public void A_signal_becomes_a_target_position_in_one_place() =>
        Assert.Equal(["Ploutos.Experts/Vote/Signal.cs"], Places(TargetOfASignal()).Distinct());

    [Fact]
    public void Only_the_roots_know_all_workflows_at_once() =>
        Assert.Equal(
            [
                "Ploutos.Cli/Hosting/Session.cs",
                "Ploutos.Cli/Hosting/Shell.cs",
                "Ploutos.Web/Hosting/HostSetup.cs",
                "Ploutos.Web/WebHost.cs",
                "Ploutos.Workflows/IPloutosWorkflows.cs",
                "Ploutos.Workflows/PloutosWorkflows.cs",
                "Ploutos.Workflows/WorkflowFactory.cs",
            ],
            Places(AllWorkflows()).Distinct()
        );

    [Fact]
    public void The_search_finds_what_is_there()
    {
        Assert.NotEmpty(Places(ResultCode()));
        Assert.Matches(CastOfAVote(), "EnsembleVote.Unweighted.Cast(p, t)");
        Assert.Matches(TargetOfASignal(), "[\"STRONG BUY\"] = 1,");
        Assert.Matches(TargetOfASignal(), "Signal.StrongSell => -1,");
    }

    /// <summary>The file of each match, one entry a match.</summary>
    private static IEnumerable<string> Places(Regex what)
    {
        string source = Path.Combine(TestPaths.Repository, "src");
        foreach (string file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Order())
        {
            string place = Path.GetRelativePath(source, file).Replace('\\', '/');
            if (place.Contains("/obj/", StringComparison.Ordinal) || place.Contains("/bin/", StringComparison.Ordinal))
                continue;
            foreach (Match _ in what.Matches(File.ReadAllText(file)))
                yield return place;
        }
    }

    // LINQ's Cast names a type in angle brackets.
    [GeneratedRegex(@"\.Cast\(")]
    private static partial Regex CastOfAVote();

    [GeneratedRegex(@"\bIPloutosWorkflows\b")]
    private static partial Regex AllWorkflows();

    [GeneratedRegex(@"new SqliteConnection\(")]
    private static partial Regex OpenedFile();

    [GeneratedRegex(@"Sqlite(Extended)?ErrorCode|rescode")]
    private static partial Regex ResultCode();

    [GeneratedRegex("""("STRONG (BUY|SELL)"\]?|Signal\.Strong(Buy|Sell))\s*(=>|=)\s*-?1\b""")]
    private static partial Regex TargetOfASignal();
}
