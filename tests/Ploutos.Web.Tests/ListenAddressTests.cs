using Ploutos.Web.Hosting;
using Ploutos.Web.Safety;
using Ploutos.Workspace;

namespace Ploutos.Web.Tests;

public sealed class ListenAddressTests
{
    private const string Key = "b7e151628aed2a6abf7158809cf4f3c7";

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

    [Theory]
    [InlineData("short")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("passwordpasswordpasswordpassword")]
    [InlineData("qwertyuiopasdfghjklzxcvbnm1234567890")]
    [InlineData("k3Vw9Xq7k3Vw9Xq7k3Vw9Xq7k3Vw9Xq7")]
    [InlineData("31415926535897932384626433832795")]
    [InlineData("k3Vw9-Xq7Lm2Rt8Zb 4Ny6Hc1d5")]
    public void A_key_that_could_be_guessed_is_refused_with_the_rule_and_without_repeating_it(string key)
    {
        PloutosException refused = Assert.Throws<PloutosException>(() => ListenAddresses.Parse(new() { ApiKey = key }));
        Assert.Equal(Fault.WrongUsage, refused.Fault);
        Assert.StartsWith("PLOUTOS_API_KEY must ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_chance_are_taken_in_every_usual_form()
    {
        for (int i = 0; i < 2000; i++)
        {
            byte[] chance = System.Security.Cryptography.RandomNumberGenerator.GetBytes(24);
            Assert.Null(KeyRule.FaultOf(KeyRule.Create()));
            Assert.Null(KeyRule.FaultOf(Convert.ToHexStringLower(chance)));
            Assert.Null(KeyRule.FaultOf(Convert.ToHexString(chance.AsSpan(0, 16))));
            Assert.Null(KeyRule.FaultOf(Convert.ToBase64String(chance)));
        }
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.0.0/16")]
    [InlineData("::1")]
    [InlineData("fd00::/8")]
    public void A_trusted_proxy_is_an_address_or_a_network_and_needs_a_key(string proxy)
    {
        Assert.Single(ListenAddresses.Parse(new() { ApiKey = Key, TrustedProxies = [proxy] }).Proxies);
        PloutosException refused = Assert.Throws<PloutosException>(() =>
            ListenAddresses.Parse(new() { TrustedProxies = [proxy] })
        );
        Assert.Contains("PLOUTOS_API_KEY", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("0.0.0.0/0")]
    [InlineData("10.0.0.0/33")]
    [InlineData("1")]
    [InlineData("")]
    public void What_is_no_address_of_a_proxy_is_refused_with_the_value(string proxy)
    {
        PloutosException refused = Assert.Throws<PloutosException>(() =>
            ListenAddresses.Parse(new() { ApiKey = Key, TrustedProxies = [proxy] })
        );
        Assert.Contains($"'{proxy}'", refused.Message, StringComparison.Ordinal);
    }
}
