using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Trading.Embedded.Functions.Invocations;
using Trading.Embedded.Functions.Timers;

namespace Trading.Embedded.Functions;

/// <summary>Turns a trigger attribute into what the host does with it, its settings filled in.</summary>
internal sealed class TriggerReader(AppSettings settings, HostJson hostJson, TimeZoneInfo zone, bool usesAspNetCore)
{
    /// <returns>Null when the trigger is wrong; <paramref name="faults"/> then says why.</returns>
    public Trigger? Read(string function, ParameterInfo parameter, List<string> faults)
    {
        try
        {
            return parameter.GetCustomAttribute<TriggerBindingAttribute>() switch
            {
                HttpTriggerAttribute http => Http(function, parameter.Name!, http),
                TimerTriggerAttribute timer => Timer(parameter.Name!, timer),
                ServiceBusTriggerAttribute queue => Queue(parameter.Name!, queue),
                OrchestrationTriggerAttribute orchestration => new OrchestrationTrigger(parameter.Name!, orchestration.Orchestration ?? function),
                ActivityTriggerAttribute activity => new ActivityTrigger(parameter.Name!, activity.Activity ?? function),
                var other => throw new FormatException($"the trigger {other!.GetType().Name} isn't supported"),
            };
        }
        catch (FormatException error)
        {
            faults.Add(error.Message);
            return null;
        }
    }

    private HttpTrigger Http(string function, string parameter, HttpTriggerAttribute attribute)
    {
        if (!usesAspNetCore)
            throw new FormatException("HTTP functions need builder.ConfigureFunctionsWebApplication()");
        if (attribute.AuthLevel == AuthorizationLevel.User)
            throw new FormatException("AuthorizationLevel.User isn't supported");
        var route = settings.Resolve(attribute.Route ?? function);
        if (route.StartsWith('/') || route.StartsWith('~'))
            throw new FormatException($"the route '{route}' must not start with '{route[0]}'; it stands below the prefix '{hostJson.RoutePrefix}'");
        var template = hostJson.RoutePrefix.Length == 0 ? route : $"{hostJson.RoutePrefix}/{route}";
        if (template.Equals("admin", StringComparison.OrdinalIgnoreCase) || template.StartsWith("admin/", StringComparison.OrdinalIgnoreCase))
            throw new FormatException($"the route '{template}' belongs to the host");
        try
        {
            return new HttpTrigger(parameter, route, RoutePatternFactory.Parse(template), [.. (attribute.Methods ?? []).Select(Method).Distinct()], attribute.AuthLevel);
        }
        catch (RoutePatternException error)
        {
            throw new FormatException($"the route '{template}' is wrong: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    private static string Method(string method) =>
        method.Length > 0 && method.All(char.IsAsciiLetter) ? method.ToUpperInvariant() : throw new FormatException($"'{method}' is no HTTP method");

    private TimerTrigger Timer(string parameter, TimerTriggerAttribute attribute)
    {
        var text = settings.Resolve(attribute.Schedule);
        try
        {
            var schedule = Schedule.Parse(text, zone);
            return new TimerTrigger(parameter, schedule.ToString(), schedule, attribute.RunOnStartup, attribute.UseMonitor && !schedule.IsUnderAMinute);
        }
        catch (FormatException error)
        {
            throw new FormatException($"the schedule '{text}' is wrong: {error.Message}", error);
        }
    }

    private QueueTrigger Queue(string parameter, ServiceBusTriggerAttribute attribute)
    {
        if (attribute.QueueName is null)
            throw new FormatException("topics and subscriptions aren't supported; use a queue");
        if (attribute.IsSessionsEnabled)
            throw new FormatException("sessions aren't supported");
        return new QueueTrigger(
            parameter,
            settings.Resolve(attribute.QueueName),
            settings.Connection(attribute.Connection ?? "ServiceBus"),
            attribute.AutoCompleteMessages && hostJson.AutoCompleteMessages,
            attribute.IsBatched);
    }
}
