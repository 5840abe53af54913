using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ploutos.Tests;

namespace Ploutos.Web.Tests;

/// <summary>The configurations of <c>deploy/proxy</c> in a real nginx and a real Caddy, which speak TLS
/// on this machine.</summary>
public sealed class RealProxyTests(SimulatedWorkspace workspace)
{
    private const string Key = "y6Bq3-Td8Kv5Xm2Pw9Hs4Jr7N";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nginx", "/usr/sbin/nginx")]
    [InlineData("caddy", "/usr/bin/caddy")]
    public async Task Behind_a_proxy_a_browser_logs_in_by_TLS_hears_events_and_a_server_without_a_key_refuses(
        string name,
        string program
    )
    {
        Assert.SkipUnless(
            File.Exists(program),
            $"{name} is not installed ({program}); on Debian: apt-get install {name}"
        );
        await using (
            Server server = await Server.Start(workspace.Path, new() { ApiKey = Key, TrustedProxies = ["127.0.0.1"] })
        )
        {
            using Proxy proxy = await Proxy.Start(name, program, server.Address.Port);
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
        using Proxy other = await Proxy.Start(name, program, open.Address.Port);
        using HttpClient anybody = other.Client(new CookieContainer());
        using HttpResponseMessage refused = await anybody.GetAsync("/api/v7/status", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("proxy_without_key", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    /// <summary>A proxy in a folder of its own.</summary>
    private sealed class Proxy : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly Process _process;
        private readonly X509Certificate2 _certificate;

        private Proxy(string name, string program, int upstream)
        {
            Port = FreePort();
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            request.CertificateExtensions.Add(names.Build());
            DateTimeOffset day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
            _certificate = request.CreateSelfSigned(day, day.AddYears(50));
            File.WriteAllText(_folder.File("ploutos.pem"), _certificate.ExportCertificatePem());
            File.WriteAllText(_folder.File("ploutos.key"), key.ExportPkcs8PrivateKeyPem());
            ProcessStartInfo start =
                name == "nginx"
                    ? new(program, ["-e", "stderr", "-p", _folder.Path, "-c", Nginx(upstream)])
                    : new(program, ["run", "--adapter", "caddyfile", "--config", Caddy(upstream)]);
            start.Environment["HOME"] = _folder.Path;
            _process = Process.Start(start)!;
        }

        public int Port { get; }

        public static async Task<Proxy> Start(string name, string program, int upstream)
        {
            var proxy = new Proxy(name, program, upstream);
            for (int i = 0; i < 1200; i++)
            {
                Assert.False(proxy._process.HasExited, $"{name} ended; its reason is in the test's output");
                try
                {
                    using var probe = new TcpClient();
                    await probe.ConnectAsync(IPAddress.Loopback, proxy.Port, Stop);
                    return proxy;
                }
                catch (SocketException)
                {
                    await Task.Delay(50, Stop);
                }
            }

            proxy.Dispose();
            throw new InvalidOperationException($"{name} does not listen.");
        }

        /// <summary>The configuration that we ship, on a free port with our certificate.</summary>
        private string Nginx(int upstream)
        {
            string ours = Shipped("nginx.conf", upstream)
                .Replace("listen 443 ssl", $"listen 127.0.0.1:{Port} ssl", StringComparison.Ordinal)
                .Replace("/etc/ssl/", $"{_folder.Path}/", StringComparison.Ordinal);
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
            return _folder.File("nginx.conf");
        }

        private string Caddy(int upstream)
        {
            string files = $"{_folder.Path}/ploutos.pem {_folder.Path}/ploutos.key",
                site = $"https://localhost:{Port} {{\n    bind 127.0.0.1\n    tls {files}",
                ours = Shipped("Caddyfile", upstream).Replace("ploutos.example {", site, StringComparison.Ordinal);
            File.WriteAllText(
                _folder.File("Caddyfile"),
                $$"""
                {
                    admin off
                    auto_https disable_redirects
                    skip_install_trust
                    storage file_system {{_folder.Path}}
                }
                {{ours}}
                """
            );
            return _folder.File("Caddyfile");
        }

        private static string Shipped(string file, int upstream) =>
            File.ReadAllText(Path.Combine(TestPaths.Repository, "deploy", "proxy", file))
                .Replace("127.0.0.1:5000", $"127.0.0.1:{upstream}", StringComparison.Ordinal);

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
    }
}
