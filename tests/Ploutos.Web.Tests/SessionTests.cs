using System.Net;
using Ploutos.Tests;

namespace Ploutos.Web.Tests;

public sealed class SessionTests(SimulatedWorkspace workspace)
{
    private const string Key = "e4Rj7-Qc2Vt9Xm5Kb8Wd3Zn6P",
        OtherKey = "G8s3-Nf6Lw1Yh4Ta9Uk2Ce7Bv";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_out_ends_the_session_on_the_server_for_a_copied_cookie_too()
    {
        using TemporaryFolder copy = workspace.Copy();
        await using Server server = await Server.Start(copy.Path, new() { ApiKey = Key });
        var cookies = new CookieContainer();
        using HttpClient browser = server.NewClient(cookies);
        using HttpResponseMessage login = await browser.LogIn(Key);
        using HttpClient thief = server.NewClient(Copied(cookies, server));
        Assert.True(await browser.IsIn());
        Assert.True(await thief.IsIn());
        using HttpResponseMessage gone = await browser.LogOut();
        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        Assert.False(await browser.IsIn());
        Assert.False(await thief.IsIn());
    }

    [Fact]
    public async Task A_session_survives_a_restart_and_ends_with_another_key()
    {
        using TemporaryFolder copy = workspace.Copy();
        var cookies = new CookieContainer();
        await using (Server server = await Server.Start(copy.Path, new() { ApiKey = Key }))
        {
            using HttpClient browser = server.NewClient(cookies);
            using HttpResponseMessage login = await browser.LogIn(Key);
            Assert.True(await browser.IsIn());
        }

        await using (Server again = await Server.Start(copy.Path, new() { ApiKey = Key }))
        {
            using HttpClient browser = again.NewClient(cookies);
            Assert.True(await browser.IsIn());
        }

        await using Server other = await Server.Start(copy.Path, new() { ApiKey = OtherKey });
        using HttpClient stranger = other.NewClient(cookies);
        Assert.False(await stranger.IsIn());
    }

    [Fact]
    public async Task A_session_that_ended_stays_ended_after_a_restart()
    {
        using TemporaryFolder copy = workspace.Copy();
        var cookies = new CookieContainer();
        var stolen = new CookieContainer();
        await using (Server server = await Server.Start(copy.Path, new() { ApiKey = Key }))
        {
            using HttpClient browser = server.NewClient(cookies);
            using HttpResponseMessage login = await browser.LogIn(Key);
            stolen = Copied(cookies, server);
            using HttpResponseMessage gone = await browser.LogOut();
        }

        await using Server again = await Server.Start(copy.Path, new() { ApiKey = Key });
        using HttpClient thief = again.NewClient(stolen);
        Assert.False(await thief.IsIn());
    }

    [Fact]
    public async Task What_the_sessions_need_is_readable_by_its_owner_alone_and_holds_no_key()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes");
        using TemporaryFolder copy = workspace.Copy();
        await using Server server = await Server.Start(copy.Path, new() { ApiKey = Key });
        using HttpClient browser = server.NewClient(new CookieContainer());
        using HttpResponseMessage login = await browser.LogIn(Key);
        string folder = copy.File("server");
        string[] files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.True(files.Length >= 2, string.Join(", ", files));
        const UnixFileMode others = (UnixFileMode)0b000_111_111;
        foreach (string place in files.Concat(Directory.GetDirectories(folder)).Append(folder))
            Assert.Equal(UnixFileMode.None, new FileInfo(place).UnixFileMode & others);
        foreach (string file in files)
            Assert.DoesNotContain(Key, await File.ReadAllTextAsync(file, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_of_sessions_asks_for_the_key_again()
    {
        using TemporaryFolder copy = workspace.Copy();
        Directory.CreateDirectory(copy.File("server"));
        await File.WriteAllTextAsync(copy.File("server/sessions-0.json"), "{\"key\":", Stop);
        await using Server server = await Server.Start(copy.Path, new() { ApiKey = Key });
        using HttpClient browser = server.NewClient(new CookieContainer());
        Assert.False(await browser.IsIn());
        using HttpResponseMessage login = await browser.LogIn(Key);
        Assert.True(await browser.IsIn());
    }

    private static CookieContainer Copied(CookieContainer cookies, Server server)
    {
        var copy = new CookieContainer();
        copy.Add(server.Address, cookies.GetCookies(server.Address));
        return copy;
    }
}
