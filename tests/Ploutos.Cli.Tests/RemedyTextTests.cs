using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Ploutos.Cli.Rendering;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Cli.Tests;

public sealed class RemedyTextTests
{
    private static Type[] Kinds => [.. typeof(Remedy).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Remedy)))];

    [Fact]
    public void Every_kind_of_remedy_has_words_and_a_name_in_JSON()
    {
        var names = typeof(Remedy)
            .GetCustomAttributes<JsonDerivedTypeAttribute>()
            .ToDictionary(a => a.DerivedType, a => a.TypeDiscriminator);
        Assert.NotEmpty(Kinds);
        Assert.All(
            Kinds,
            kind =>
            {
                Assert.True(names.ContainsKey(kind), $"{kind.Name} has no [JsonDerivedType]");
                Remedy remedy =
                    kind == typeof(ChangeOption)
                        ? new ChangeOption("trainDays", "3 or more")
                        : (Remedy)RuntimeHelpers.GetUninitializedObject(kind);
                Assert.NotEmpty(RemedyText.Of(remedy));
            }
        );
    }

    [Fact]
    public void Commands_name_their_parameters()
    {
        Assert.Equal("ploutos train", RemedyText.Of(new TrainAgain()));
        Assert.Equal("ploutos train --expert reversion", RemedyText.Of(new TrainAgain("reversion")));
        Assert.Equal(
            "ploutos train --expert volatility --test-from DATE",
            RemedyText.Of(new TrainAgain("volatility", WithTestRange: true))
        );
        Assert.Equal(
            "ploutos optimize --expert momentum --test-from 2013-02-01",
            RemedyText.Of(new RunSearch("momentum", new(2013, 2, 1)))
        );
        Assert.Equal("--train-days (3 or more)", RemedyText.Of(new ChangeOption("trainDays", "3 or more")));
    }

    [Fact]
    public void The_same_advice_is_given_once() =>
        Assert.Equal(
            ["  try: ploutos data update", "  try: ploutos data fetch --tickers guide"],
            RemedyText.Lines([new UpdateBars(), new FetchUniverse("guide"), new UpdateBars()])
        );
}
