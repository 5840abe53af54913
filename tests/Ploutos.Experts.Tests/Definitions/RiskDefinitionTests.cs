using System.Text;
using Ploutos.Experts.Definitions;
using Ploutos.Storage;

namespace Ploutos.Experts.Tests.Definitions;

public sealed class RiskDefinitionTests
{
    [Theory]
    [InlineData("\"model\": \"risk\"", "\"model\": \"ridge\"", "'model' must be one of risk")]
    [InlineData("\"format\": 1", "\"format\": 2", "'format' must be")]
    [InlineData("\"folder\": \"risk\"", "\"folder\": \"elsewhere\"", "'folder' must be one of risk")]
    [InlineData("\"kind\": \"volatility\"", "\"kind\": \"up\"", "'label.kind' must be one of volatility")]
    [InlineData("[\"LOW\", \"HIGH\"]", "[\"LOW\"]", "'classes' must be two names")]
    [InlineData("\"penalty\": 10", "\"penalty\": 10, \"more\": 1", "more")]
    public void A_file_that_says_what_is_not_so_is_refused(string text, string other, string rule)
    {
        string file = RiskDefinition.BuiltIn.Text;
        Assert.Contains(text, file, StringComparison.Ordinal);
        byte[] changed = Encoding.UTF8.GetBytes(file.Replace(text, other, StringComparison.Ordinal));
        Assert.Contains(
            rule,
            Assert.Throws<StorageException>(() => RiskDefinition.Read(changed, "risk.json")).Message,
            StringComparison.Ordinal
        );
    }
}
