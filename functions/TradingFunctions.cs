using Microsoft.Azure.Functions.Worker.Builder;

namespace Trading.Functions;

/// <summary>Composes the functions app; its own Program and the local host both call this.</summary>
public static class TradingFunctions
{
    /// <summary>Registers everything that the functions need.</summary>
    public static FunctionsApplicationBuilder AddTrading(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ConfigureFunctionsWebApplication();
        return builder;
    }
}
