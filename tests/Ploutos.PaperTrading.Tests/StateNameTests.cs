using System.Text.Json;
using Ploutos.Workspace;

namespace Ploutos.PaperTrading.Tests;

/// <summary>The words of states stand in books and in JSON of earlier versions, so they must not
/// change.</summary>
public sealed class StateNameTests
{
    [Fact]
    public void Outcomes_and_order_states_have_the_words_that_books_hold()
    {
        Assert.Equal(
            ["traded", "stopped", "refused", "late", "waiting"],
            Enum.GetValues<PaperOutcome>().Select(StateName.Of)
        );
        Assert.Equal(
            ["planned", "open", "partly filled", "filled", "ended", "rejected", "lapsed"],
            Enum.GetValues<PaperOrderState>().Select(StateName.Of)
        );
    }

    [Fact]
    public void A_word_is_read_back_and_an_unknown_one_is_refused_with_the_rule()
    {
        Assert.Equal(PaperOrderState.PartlyFilled, StateName.Parse<PaperOrderState>("partly filled"));
        Assert.Equal("\"partly filled\"", JsonSerializer.Serialize(PaperOrderState.PartlyFilled));
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => StateName.Parse<PaperOutcome>("Traded"));
        Assert.Contains(
            "traded, stopped, refused, late, waiting, but got 'Traded'",
            e.Message,
            StringComparison.Ordinal
        );
    }
}
