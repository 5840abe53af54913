using Ploutos.Features.Expressions;
using Ploutos.Features.Expressions.Language;

namespace Ploutos.Features.Tests.Expressions;

public sealed class ExpressionErrorTests
{
    [Theory]
    [InlineData("Maen($close,5)", ExpressionFault.UnknownName, 1, "no function 'Maen'. Did you mean Mean?")]
    [InlineData("mean($close,5)", ExpressionFault.UnknownName, 1, "Did you mean Mean?")]
    [InlineData("1+$clsoe", ExpressionFault.UnknownName, 3, "no column '$clsoe'. Did you mean $close?")]
    [InlineData("close/2", ExpressionFault.UnknownName, 1, "The column is written $close.")]
    [InlineData("Mean($close,5", ExpressionFault.Syntax, 1, "a ')' is missing")]
    [InlineData("($close", ExpressionFault.Syntax, 1, "a ')' is missing")]
    [InlineData("$close)", ExpressionFault.Syntax, 7, "the end was expected, but got ')'")]
    [InlineData("$close+", ExpressionFault.Syntax, 8, "a value is missing")]
    [InlineData("", ExpressionFault.Syntax, 1, "a value is missing")]
    [InlineData("$close*/2", ExpressionFault.Syntax, 8, "a value was expected, but got '/'")]
    [InlineData("$close;2", ExpressionFault.Syntax, 7, "can't hold ';'")]
    [InlineData("$close+1.2.3", ExpressionFault.Syntax, 11, "but got '.3'")]
    [InlineData("$close+1e999", ExpressionFault.Syntax, 8, "'1e999' is not a number")]
    [InlineData("$close>$open>$low", ExpressionFault.Syntax, 13, "Join two with And(a, b)")]
    [InlineData("Mean", ExpressionFault.Syntax, 5, "must be followed by its arguments")]
    [InlineData("Mean($close)", ExpressionFault.ArgumentCount, 1, "takes 2 arguments (column, window), but got 1")]
    [InlineData("Abs($close,1,2)", ExpressionFault.ArgumentCount, 1, "takes 1 arguments (value), but got 3")]
    [InlineData("Mean($close,$open)", ExpressionFault.Window, 13, "a whole number of bars, but got a column")]
    [InlineData("Mean($close,2.5)", ExpressionFault.Window, 13, "but got 2.5")]
    [InlineData("Mean($close,0)", ExpressionFault.Window, 13, "needs 1 to 25000 bars, but got 0")]
    [InlineData("Std($close,1)", ExpressionFault.Window, 12, "needs 2 to 25000 bars, but got 1")]
    [InlineData("Mean($close,99999)", ExpressionFault.Window, 13, "but got 99999")]
    [InlineData("Mean(3,5)", ExpressionFault.ArgumentKind, 6, "needs here a column, but got 3")]
    [InlineData(
        "If($close,1,2)",
        ExpressionFault.ArgumentKind,
        4,
        "a condition such as $close>$open, but got a column"
    )]
    [InlineData("And($close>1,$open)", ExpressionFault.ArgumentKind, 14, "but got a column")]
    [InlineData("Quantile($close,5,80)", ExpressionFault.ArgumentKind, 19, "from 0 to 1, but got 80")]
    [InlineData("1+2", ExpressionFault.ArgumentKind, 0, "it is a constant")]
    [InlineData("2>1", ExpressionFault.ArgumentKind, 2, "compares two constants")]
    [InlineData("$close*(1/0)", ExpressionFault.ArgumentKind, 10, "not a finite number")]
    [InlineData("Ref($close,-1)/$close", ExpressionFault.LooksAhead, 12, "Ref with -1 bars looks ahead")]
    [InlineData("Delta($close,-3)", ExpressionFault.LooksAhead, 14, "only a label may look ahead")]
    public void A_mistake_is_answered_with_the_place_and_what_to_do(
        string text,
        ExpressionFault fault,
        int place,
        string part
    )
    {
        ExpressionException error = Assert.Throws<ExpressionException>(() => Parse(text));
        Assert.Equal((fault, place, "mine"), (error.Fault, error.Place, error.Name));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("mine: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(error.Rule, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chain")]
    [InlineData("brackets")]
    [InlineData("calls")]
    [InlineData("open brackets")]
    public void Ten_thousand_operators_are_refused_and_never_exhaust_the_stack(string kind)
    {
        string text = kind switch
        {
            "chain" => "$close" + string.Concat(Enumerable.Repeat("+$open", 10_000)),
            "brackets" => new string('(', 10_000) + "$close" + new string(')', 10_000),
            "calls" => string.Concat(Enumerable.Repeat("Abs(", 10_000)) + "$close" + new string(')', 10_000),
            _ => new string('(', 10_000),
        };
        ExpressionException error = Assert.Throws<ExpressionException>(() => Parse(text));
        Assert.Equal(ExpressionFault.TooComplex, error.Fault);
        Assert.Contains("several inputs", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length < 200);
    }

    [Fact]
    public void A_thousand_signs_in_a_row_are_one_sign()
    {
        ExpressionSet set = Parse(new string('-', 1001) + "$close");
        Assert.Equal(-12.34, set.Compute(SampleBars.Flat(3)).Column(0)[0]);
    }

    [Fact]
    public void A_window_longer_than_the_bars_is_refused_with_both_numbers()
    {
        ExpressionSet set = ExpressionSet.Inputs(
            "mine",
            new("short", "Mean($close,5)"),
            new("long", "Mean(Ref($close,50),60)/Ref($close,300)")
        );
        set.RequireBars(SampleBars.Flat(301));
        ExpressionException error = Assert.Throws<ExpressionException>(() => set.RequireBars(SampleBars.Flat(300)));
        Assert.Equal(ExpressionFault.TooFewBars, error.Fault);
        Assert.Equal(
            "mine.long: it needs 301 bars, but TEST has 300. Take shorter windows or more bars.",
            error.Message
        );
    }

    [Theory]
    [InlineData("two", "two")]
    [InlineData("one", "a b")]
    [InlineData("one", "")]
    [InlineData("one", "a,b")]
    public void A_name_is_plain_and_new_to_its_set(string first, string second)
    {
        ExpressionException error = Assert.Throws<ExpressionException>(() =>
            ExpressionSet.Inputs("mine", new(first, "$close"), new(second, "$open"))
        );
        Assert.Equal(ExpressionFault.Name, error.Fault);
    }

    [Fact]
    public void A_function_over_the_market_asks_for_enough_tickers()
    {
        ExpressionSet set = Parse("CSRank($close)");
        ExpressionException alone = Assert.Throws<ExpressionException>(() => set.Compute(SampleBars.Flat(9))),
            few = Assert.Throws<ExpressionException>(() => set.Compute([SampleBars.Flat(9)]));
        Assert.Equal(ExpressionFault.NeedsMarket, alone.Fault);
        Assert.Contains("needs 5 of one exchange, but got 1", few.Message, StringComparison.Ordinal);
    }

    private static ExpressionSet Parse(string text) => ExpressionSet.Inputs("set", new NamedExpression("mine", text));
}
