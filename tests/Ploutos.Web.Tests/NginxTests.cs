using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ploutos.Tests;

namespace Ploutos.Web.Tests;

/// <summary>The configuration of <c>deploy/proxy/nginx.conf</c> in a real nginx, which speaks TLS
/// on this machine.</summary>
public sealed class NginxTests(SimulatedWorkspace workspace)
{
    private const string Program = "/usr/sbin/nginx",
        Key = "y6Bq3-Td8Kv5Xm2Pw9Hs4Jr7N";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Behind_nginx_a_browser_logs_in_by_TLS_hears_events_and_a_server_without_a_key_refuses()
    {
        Assert.SkipUnless(
            File.Exists(Program),
            $"nginx is not installed ({Program}); on Debian: apt-get install nginx"
        );
        await using (
            Server server = await Server.Start(workspace.Path, new() { ApiKey = Key, TrustedProxies = ["127.0.0.1"] })
        )
        {
            using Nginx proxy = await Nginx.Start(server.Address.Port);
            using HttpClient browser = proxy.Client(new CookieContainer());
            using HttpResponseMessage login = await browser.LogIn(Key);
            Assert.Equal(HttpStatusCode.Redirect, login.StatusCode);
            string cookie = login
                .Headers.GetValues("Set-Cookie")
                .Single(c => c.StartsWith("ploutos.login", StringComparison.Ordinal));
            Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.True(await browser.IsIn());
            using HttpClient stranger = proxy.Client(new CookieContainer());
            using HttpResponseMessage sent = await stranger.GetAsync("/models", Stop);
            Assert.StartsWith(
                $"https://localhost:{proxy.Port}/login",
                sent.Headers.Location!.ToString(),
                StringComparison.Ordinal
            );
            using var events = new StreamReader(await browser.GetStreamAsync("/api/v7/events", Stop));
            Assert.Equal("event: status", await events.ReadLineAsync(Stop));
        }

        await using Server open = await Server.Start(workspace.Path);
        using Nginx other = await Nginx.Start(open.Address.Port);
        using HttpClient anybody = other.Client(new CookieContainer());
        using HttpResponseMessage refused = await anybody.GetAsync("/api/v7/status", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("proxy_without_key", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    /// <summary>nginx in a folder of its own.</summary>
    private sealed class Nginx : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly Process _process;
        private readonly X509Certificate2 _certificate;

        private Nginx(int upstream)
        {
            Port = FreePort();
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            DateTimeOffset day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
            _certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(
                day,
                day.AddYears(50)
            );
            File.WriteAllText(_folder.File("ploutos.pem"), _certificate.ExportCertificatePem());
            File.WriteAllText(_folder.File("ploutos.key"), key.ExportPkcs8PrivateKeyPem());
            string ours = File.ReadAllText(Path.Combine(Root(), "deploy", "proxy", "nginx.conf"))
                .Replace("listen 443 ssl", $"listen 127.0.0.1:{Port} ssl", StringComparison.Ordinal)
                .Replace("/etc/ssl/", $"{_folder.Path}/", StringComparison.Ordinal)
                .Replace("127.0.0.1:5000", $"127.0.0.1:{upstream}", StringComparison.Ordinal);
            File.WriteAllText(
                _folder.File("nginx.conf"),
                $$"""
                daemon off; pid {{_folder.Path}}/pid; error_log stderr;
                events { }
                http {
                  access_log off; client_body_temp_path {{_folder.Path}}/b; proxy_temp_path {{_folder.Path}}/p;
                  fastcgi_temp_path {{_folder.Path}}/f; uwsgi_temp_path {{_folder.Path}}/u;
                  scgi_temp_path {{_folder.Path}}/s;
                  {{ours}}
                }
                """
            );
            _process = Process.Start(
                new ProcessStartInfo(Program, ["-e", "stderr", "-p", _folder.Path, "-c", _folder.File("nginx.conf")])
            )!;
        }

        public int Port { get; }

        public static async Task<Nginx> Start(int upstream)
        {
            var nginx = new Nginx(upstream);
            for (int i = 0; i < 200; i++)
            {
                Assert.False(nginx._process.HasExited, "nginx ended; its reason is in the test's output");
                try
                {
                    using var probe = new TcpClient();
                    await probe.ConnectAsync(IPAddress.Loopback, nginx.Port, Stop);
                    return nginx;
                }
                catch (SocketException)
                {
                    await Task.Delay(50, Stop);
                }
            }

            nginx.Dispose();
            throw new InvalidOperationException("nginx does not listen.");
        }

        public HttpClient Client(CookieContainer cookies) =>
            new(
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    CookieContainer = cookies,
                    SslOptions = new SslClientAuthenticationOptions
                    {
                        RemoteCertificateValidationCallback = (_, given, _, _) =>
                            given?.GetCertHashString() == _certificate.GetCertHashString(),
                    },
                }
            )
            {
                BaseAddress = new($"https://localhost:{Port}"),
            };

        public void Dispose()
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
            _process.Dispose();
            _certificate.Dispose();
            _folder.Dispose();
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        private static string Root()
        {
            string folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Ploutos.slnx")))
                folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }
}
