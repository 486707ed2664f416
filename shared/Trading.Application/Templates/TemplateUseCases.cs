using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Templates;

/// <summary>Registers the use cases of this capability.</summary>
public static class TemplateUseCases
{
    /// <summary>Adds the sample reports of templates.</summary>
    public static IServiceCollection AddTemplateUseCases(this IServiceCollection services) => services.AddSingleton<SampleTemplateHandler>();
}
