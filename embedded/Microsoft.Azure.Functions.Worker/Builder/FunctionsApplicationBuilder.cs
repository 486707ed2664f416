using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Composes a functions app: services, settings, logs and the invocation pipeline.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder web;
    private readonly Func<FunctionsApplicationBuilder, WebApplicationBuilder, IHost> build;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];

    internal FunctionsApplicationBuilder(WebApplicationBuilder web, Func<FunctionsApplicationBuilder, WebApplicationBuilder, IHost> build)
    {
        this.web = web;
        this.build = build;
    }

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)web).Properties;

    /// <summary>The app's settings.</summary>
    public ConfigurationManager Configuration => web.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => web.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => web.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => web.Metrics;

    /// <summary>The app's services.</summary>
    public IServiceCollection Services => web.Services;

    IConfigurationManager IHostApplicationBuilder.Configuration => web.Configuration;

    /// <summary>Whether HTTP functions speak ASP.NET Core's types.</summary>
    internal bool UsesAspNetCore { get; set; }

    /// <summary>The app, ready to run.</summary>
    /// <exception cref="Trading.Embedded.Functions.FunctionsStartupException">A function is wrong; the message lists all that are.</exception>
    public IHost Build() => build(this, web);

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)web).ConfigureContainer(factory, configure);

    /// <inheritdoc/>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        this.middleware.Add(middleware);
        return this;
    }

    /// <summary>The middleware around <paramref name="innermost"/>; the first added runs first.</summary>
    internal FunctionExecutionDelegate Pipeline(FunctionExecutionDelegate innermost) =>
        Enumerable.Reverse(middleware).Aggregate(innermost, (next, wrap) => wrap(next));
}
