namespace Ploutos.Web.Http;

/// <summary>Marks an endpoint whose body is a file's bytes and not JSON.</summary>
internal sealed class BytesBody
{
    /// <summary>The content type of such a body. No form of a browser sends it.</summary>
    public const string ContentType = "application/octet-stream";
}
