using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>ASP.NET Core for HTTP functions.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>HTTP functions take <c>HttpRequest</c> and return <c>IActionResult</c>, <c>IResult</c> or plain objects.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UsesAspNetCore = true;
        builder.Services.AddMvcCore();
        return builder;
    }
}
