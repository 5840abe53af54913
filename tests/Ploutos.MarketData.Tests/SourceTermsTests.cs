using Ploutos.MarketData.Sources;

namespace Ploutos.MarketData.Tests;

public sealed class SourceTermsTests
{
    [Fact]
    public void Every_source_of_real_bars_says_whose_terms_bind_them_and_simulated_bars_are_free()
    {
        using var sources = new BarSources(SourceHarness.Keyless, TimeProvider.System);
        foreach (string name in sources.Names.Except([BarSources.Auto, "csv:DIR", "simulated"]))
            Assert.Contains($"{name}'s", SourceTerms.Of(name), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("imported file", SourceTerms.Of("csv"), StringComparison.Ordinal);
        Assert.Null(SourceTerms.Of("simulated"));
    }
}
