using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Rules;

/// <summary>Registers the use cases of this capability.</summary>
public static class RuleUseCases
{
    /// <summary>Adds the check of rules, and their explanation at stored bars.</summary>
    public static IServiceCollection AddRuleUseCases(this IServiceCollection services) => services
        .AddSingleton<CheckRuleHandler>()
        .AddSingleton<ExplainRuleHandler>();
}
