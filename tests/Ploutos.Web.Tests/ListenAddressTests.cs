using Ploutos.Web.Hosting;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Web.Tests;

public sealed class ListenAddressTests
{
    private const string Key = "0123456789abcdef";

    [Theory]
    [InlineData("http://localhost:5000")]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://[::1]:5000")]
    public void An_address_of_this_machine_needs_no_key(string url) =>
        Assert.True(ListenAddresses.Parse(new() { Urls = [url] }).IsLoopback);

    [Theory]
    [InlineData("http://0.0.0.0:5000")]
    [InlineData("http://*:5000")]
    [InlineData("http://+:5000")]
    [InlineData("http://[::]:5000")]
    [InlineData("http://192.168.1.7:5000")]
    public void An_address_that_others_reach_is_refused_without_a_key(string url)
    {
        PloutosException refused = Assert.Throws<PloutosException>(() =>
            ListenAddresses.Parse(new() { Urls = ["http://localhost:5001", url] })
        );
        Assert.Contains("PLOUTOS_API_KEY", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Fault.WrongUsage, refused.Fault);
        Assert.False(ListenAddresses.Parse(new() { Urls = [url], ApiKey = Key }).IsLoopback);
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost:5000")]
    [InlineData("https://localhost:5000")]
    [InlineData("http://localhost:5000/path")]
    [InlineData("http://user@localhost:5000")]
    [InlineData("http://example.com:5000")]
    [InlineData("http://localhost:99999")]
    public void What_is_no_address_to_listen_on_is_told_with_the_form_it_must_have(string url)
    {
        PloutosException refused = Assert.Throws<PloutosException>(() =>
            ListenAddresses.Parse(new() { Urls = [url], ApiKey = Key })
        );
        Assert.Contains("http://HOST:PORT", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"'{url}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_key_is_refused() =>
        Assert.Contains(
            "16",
            Assert.Throws<PloutosException>(() => ListenAddresses.Parse(new() { ApiKey = "short" })).Message,
            StringComparison.Ordinal
        );
}
