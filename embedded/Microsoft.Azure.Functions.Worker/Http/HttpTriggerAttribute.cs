using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for HTTP requests.</summary>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Any method, with a function key.</summary>
    public HttpTriggerAttribute() => AuthLevel = AuthorizationLevel.Function;

    /// <summary>These methods, with a function key.</summary>
    public HttpTriggerAttribute(params string[] methods)
        : this() =>
        Methods = methods;

    /// <summary>Any method, with that key.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>These methods, with that key.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>Route template below the prefix of host.json, such as <c>orders/{id:guid}</c>; the function's name when null.</summary>
    public string? Route { get; set; }

    /// <summary>The methods it answers, in any case; all when null or empty.</summary>
    public string[]? Methods { get; }

    /// <summary>The key a caller must show.</summary>
    public AuthorizationLevel AuthLevel { get; }
}
