using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Tests;

public sealed class ParameterNameTests
{
    [Fact]
    public void No_message_to_a_user_names_a_parameter_of_our_code()
    {
        ArgumentException plain = new("A split needs more than 43 trading days. Import older bars.", "calendar");
        ArgumentOutOfRangeException valued = new("slippage", -1.5, "Slippage must be 0 or more, but got -1.5.");
        Assert.Equal(
            "A split needs more than 43 trading days. Import older bars.",
            new PloutosException(Fault.Failed, plain.Message, plain).Message
        );
        Assert.Equal(
            "Slippage must be 0 or more, but got -1.5.",
            new PloutosException(Fault.WrongUsage, valued.Message, valued).Message
        );
        Assert.Equal(
            "Slippage must be 0 or more, but got -1.5. Nothing was run.",
            new PloutosException(Fault.WrongUsage, $"{valued.Message} Nothing was run.", valued).Message
        );
        Assert.Equal(
            "The model in 'x' can't be used: A split needs more than 43 trading days. Import older bars. Train again.",
            new ViewException(
                ViewFault.ModelBroken,
                $"The model in 'x' can't be used: {plain.Message} Train again.",
                plain
            ).Message
        );
    }

    [Fact]
    public void A_message_that_speaks_of_parameters_itself_keeps_its_words() =>
        Assert.Equal(
            "Parameter 'window' must be 1 to 64.",
            ParameterName.LeftOut("Parameter 'window' must be 1 to 64.")
        );
}
