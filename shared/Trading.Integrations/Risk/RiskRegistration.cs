using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Trading.Application.Risk;
using Trading.Domain.Values;

namespace Trading.Integrations.Risk;

/// <summary>Registers where risk settings come from.</summary>
public static class RiskRegistration
{
    /// <summary>Adds <see cref="IRiskSettingsRepository"/> on tables and <see cref="SystemLimits"/> from the section <c>Risk</c>.</summary>
    public static IServiceCollection AddRiskAdapters(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<RiskOptions>, RiskOptionsValidator>();
        services.AddOptions<RiskOptions>().BindConfiguration("Risk").ValidateOnStart();
        return services
            .AddSingleton(provider => new SystemLimits(
                provider.GetRequiredService<IOptions<RiskOptions>>().Value.MaxOrderValue.ToDictionary(limit => limit.Key, limit => new Money(limit.Value), StringComparer.Ordinal)))
            .AddSingleton<IRiskSettingsRepository, TableRiskSettings>();
    }
}
