using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Trading.Application.Accounts;
using Trading.Application.Backtests;
using Trading.Application.ExchangeRates;
using Trading.Application.Exits;
using Trading.Application.Identity;
using Trading.Application.Indicators;
using Trading.Application.Ledger;
using Trading.Application.MarketData;
using Trading.Application.Optimisations;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Application.Portfolio;
using Trading.Application.Reconciliation;
using Trading.Application.Risk;
using Trading.Application.Rules;
using Trading.Application.Screening;
using Trading.Application.Secrets;
using Trading.Application.Signals;
using Trading.Application.Simulations;
using Trading.Application.Strategies;
using Trading.Application.Templates;
using Trading.Functions.Durable;
using Trading.Functions.Hosting;
using Trading.Functions.Http;
using Trading.Integrations.Accounts;
using Trading.Integrations.Backtests;
using Trading.Integrations.Clients;
using Trading.Integrations.ExchangeRates;
using Trading.Integrations.Exits;
using Trading.Integrations.Ledger;
using Trading.Integrations.MarketData;
using Trading.Integrations.Optimisations;
using Trading.Integrations.Orders;
using Trading.Integrations.PaperTrading;
using Trading.Integrations.Portfolio;
using Trading.Integrations.Realtime;
using Trading.Integrations.Reconciliation;
using Trading.Integrations.Risk;
using Trading.Integrations.Screening;
using Trading.Integrations.Secrets;
using Trading.Integrations.Signals;
using Trading.Integrations.Strategies;
using Trading.Integrations.Telemetry;

namespace Trading.Functions;

/// <summary>Composes the functions app; its own Program and the local host both call this.</summary>
public static class TradingFunctions
{
    /// <summary>Registers everything that the functions need.</summary>
    public static FunctionsApplicationBuilder AddTrading(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<CorrelationMiddleware>();
        builder.AddTradingTelemetry();

        var services = builder.Services;
        services.ConfigureHttpJsonOptions(options => ApiJson.Apply(options.SerializerOptions));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ICurrentUser, LocalOwner>();
        services.AddSingleton<IValidateOptions<HistoryOptions>, HistoryOptionsValidator>();
        services.AddOptions<HistoryOptions>().BindConfiguration("History").ValidateOnStart();
        services.AddAzureClients();
        services.AddMessaging();
        services.AddRealtime(ApiJson.Responses);
        services.AddMarketDataUseCases().AddMarketDataStores();
        services.AddIndicatorUseCases().AddRuleUseCases().AddStrategyUseCases();
        services.AddScreeningUseCases().AddScreeningStores();
        services.AddSignalsUseCases().AddSignalsAdapters();
        services.AddRiskUseCases().AddRiskAdapters();
        services.AddAccountUseCases().AddAccountAdapters();
        services.AddOrdersUseCases().AddOrdersAdapters();
        services.AddExitsUseCases().AddExitsAdapters();
        services.AddGuardUseCases().AddGuardAdapters();
        services.AddLedgerUseCases().AddLedgerAdapters();
        services.AddPaperTradingUseCases().AddPaperTradingAdapters();
        services.AddExchangeRatesUseCases().AddExchangeRatesAdapters();
        services.AddPortfolioUseCases().AddPortfolioAdapters();
        services.AddReconciliationUseCases().AddReconciliationAdapters();
        services.AddSecretsUseCases().AddSecretsAdapters();
        services.AddStrategyStores();
        services.AddBacktestUseCases().AddBacktestStores();
        services.AddSimulationUseCases();
        services.AddTemplateUseCases();
        services.AddOptimisationUseCases().AddOptimisationStores();
        return builder;
    }
}
