using Microsoft.AspNetCore.Http;

namespace Ploutos.Web.Http;

/// <summary>A body is JSON, but not of the documented form; the message says what it must be.</summary>
internal sealed class WrongFormException(string message)
    : BadHttpRequestException(message, StatusCodes.Status400BadRequest);
