using System.CommandLine;
using System.Text.Json;
using Trading.Application.Templates;
using Trading.Functions.Http;

namespace Trading.Local.Commands;

/// <summary>Shows the strategies to begin with.</summary>
internal static class TemplateCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var list = new Command("list", "Lists every template.");
        list.SetAction((parsed, _) => ListAsync(parsed.InvocationConfiguration.Output));
        var id = new Argument<string>("ID") { Description = "Which template." };
        var json = new Option<bool>("--json") { Description = "Print the back-test as the API takes it, for 'backtest --strategy', instead of the explanation." };
        var show = new Command("show", "Explains a template: idea, source, rules, when it works and fails.") { id, json };
        show.SetAction((parsed, _) => ShowAsync(parsed, parsed.GetRequiredValue(id), parsed.GetValue(json)));
        return new Command("template", "Shows the strategies to begin with; 'backtest --template ID' tries one.") { list, show };
    }

    private static async Task<int> ListAsync(TextWriter output)
    {
        var widest = TemplateCatalog.All.Max(template => template.Id.Length);
        foreach (var template in TemplateCatalog.All)
            await output.WriteLineAsync($"{template.Id.PadRight(widest)}  {template.Summary}");
        return ExitCode.Ok;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, string id, bool asJson)
    {
        if (TemplateCatalog.Find(id) is not { } template)
            return await Failure.TellAsync(parsed.InvocationConfiguration.Error, $"There is no template '{id}'; 'template list' lists them.");
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            asJson ? JsonSerializer.Serialize(template.Backtest(TemplateTarget.Suggested), ApiJson.Responses) : template.Explanation.TrimEnd());
        return ExitCode.Ok;
    }
}
