using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trading.Application.Identity;
using Trading.Functions.Http;

namespace Trading.Functions;

/// <summary>Composes the functions app; its own Program and the local host both call this.</summary>
public static class TradingFunctions
{
    /// <summary>Registers everything that the functions need.</summary>
    public static FunctionsApplicationBuilder AddTrading(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ConfigureFunctionsWebApplication();

        var services = builder.Services;
        services.ConfigureHttpJsonOptions(options => ApiJson.Apply(options.SerializerOptions));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ICurrentUser, LocalOwner>();
        return builder;
    }
}
