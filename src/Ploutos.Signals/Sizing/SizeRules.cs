using System.Globalization;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Sizing;

/// <summary>The rules of a request's numbers.</summary>
internal static class SizeRules
{
    public static void Check(SizeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Require(request.Capital is > 0 and <= 1e15, "capital", "above 0, and at most 1e15", request.Capital);
        Require(
            request.TargetVolatility is > 0 and <= 10,
            "targetVolatility",
            "above 0, and at most 10 (0.1 is 10 % a year)",
            request.TargetVolatility
        );
        Require(request.MaxPosition is > 0 and <= 100, "maxPosition", "above 0, and at most 100", request.MaxPosition);
        if (request.Currency is { } currency)
            AccountCurrency.CodeOf(currency);
        Require(request.MaxGross is > 0 and <= 100, "maxGross", "above 0, and at most 100", request.MaxGross);
    }

    private static void Require(bool holds, string name, string rule, double value)
    {
        if (!holds)
            throw new PloutosException(
                Fault.WrongUsage,
                string.Create(CultureInfo.InvariantCulture, $"{name} must be {rule}, but got {value}. ")
                    + "Nothing was sized."
            )
            {
                Remedies = [new ChangeOption(name, rule)],
            };
    }
}
