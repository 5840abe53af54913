using Npgsql;

namespace Ploutos.Tuning.Storage;

/// <summary>A storage's URL as Optuna (that is, SQLAlchemy) writes it.</summary>
internal static class StorageUrl
{
    private const string Forms =
        "sqlite:///relative/file.db, sqlite:////absolute/file.db or postgresql://user:password@host/database";

    public static Dialect Parse(string url, StorageOptions options)
    {
        int colon = url.IndexOf("://", StringComparison.Ordinal);
        string scheme = colon < 0 ? "" : url[..colon];
        // "postgresql+psycopg2" names a Python driver, which is nothing to us.
        return scheme.Split('+')[0] switch
        {
            "sqlite" => new SqliteDialect(SqlitePath(url, url[(colon + 3)..]), options),
            "postgresql" or "postgres" => new PostgresDialect(PostgresConnection(url)),
            _ => throw new ArgumentException($"A storage's URL must be {Forms}, but got '{WithoutPassword(url)}'."),
        };
    }

    private static string SqlitePath(string url, string rest)
    {
        string path = rest.Split('?')[0];
        if (!path.StartsWith('/') || path.Length < 2)
            throw new ArgumentException(
                $"A SQLite URL has three slashes and then the file (four for an absolute path), but got '{url}'. For a"
                    + $" storage without a file use the in-memory one."
            );
        if (path == "/:memory:")
            throw new ArgumentException(
                $"A SQLite storage must be a file, because its workers share it, but got '{url}'. For a storage"
                    + $" without a file use the in-memory one."
            );
        return Path.GetFullPath(Uri.UnescapeDataString(path[1..]));
    }

    private static string PostgresConnection(string url)
    {
        string normal = "postgresql" + url[url.IndexOf("://", StringComparison.Ordinal)..];
        // System.Uri wants a host; a URL without one means a socket that the query names.
        normal = normal
            .Replace("@/", "@localhost/", StringComparison.Ordinal)
            .Replace("postgresql:///", "postgresql://localhost/", StringComparison.Ordinal);
        if (!Uri.TryCreate(normal, UriKind.Absolute, out Uri? uri) || uri.AbsolutePath.Length < 2)
            throw new ArgumentException(
                $"A PostgreSQL URL must be postgresql://user:password@host:port/database, but got"
                    + $" '{WithoutPassword(url)}'."
            );
        string[] user = uri.UserInfo.Split(':', 2);
        NpgsqlConnectionStringBuilder builder = new()
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
            ApplicationName = "ploutos",
            Pooling = false,
            MaxAutoPrepare = 50,
        };
        if (user[0].Length > 0)
            builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            builder.Password = Uri.UnescapeDataString(user[1]);
        foreach (string pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            ApplyOption(builder, pair, url);
        return builder.ConnectionString;
    }

    private static void ApplyOption(NpgsqlConnectionStringBuilder builder, string pair, string url)
    {
        string[] parts = pair.Split('=', 2);
        string value = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
        try
        {
            switch (parts[0])
            {
                case "host":
                    builder.Host = value;
                    break;
                case "port":
                    builder.Port = int.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
                    break;
                case "sslmode":
                    builder["SSL Mode"] = value.Replace("-", "", StringComparison.Ordinal);
                    break;
                case "user":
                    builder.Username = value;
                    break;
                case "password":
                    builder.Password = value;
                    break;
                default:
                    builder[parts[0]] = value;
                    break;
            }
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            throw new ArgumentException(
                $"The options in a PostgreSQL URL must be ones that the server's driver knows (host, port, user,"
                    + $" password, sslmode, ...), but got '{parts[0]}' in '{WithoutPassword(url)}'.",
                e
            );
        }
    }

    /// <summary>For messages: a password never reaches a log.</summary>
    public static string WithoutPassword(string url)
    {
        int start = url.IndexOf("://", StringComparison.Ordinal),
            at = url.LastIndexOf('@');
        if (start < 0 || at < 0)
            return url;
        int colon = url.IndexOf(':', start + 3);
        return colon < 0 || colon > at ? url : $"{url[..(colon + 1)]}***{url[at..]}";
    }
}
