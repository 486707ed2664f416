using System.CommandLine;
using System.CommandLine.Invocation;
using Trading.Local.Commands;

namespace Trading.Local;

/// <summary>The program's commands. Without one it serves.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var serve = new ServeCommand();
        var root = new RootCommand("Automated trading on one machine. Without a command it serves the app (the same as 'serve').");
        serve.AddTo(root);
        var named = new Command("serve", "Serves the app: API, page, timers, queues and orchestrations.");
        serve.AddTo(named);
        root.Subcommands.Add(named);
        root.Subcommands.Add(new ImportCommand().Create());
        root.Subcommands.Add(new BacktestCommand(TimeProvider.System).Create());
        root.Subcommands.Add(new CheckCommand(TimeProvider.System).Create());
        root.Subcommands.Add(new OptimizeCommand(TimeProvider.System).Create());
        root.Subcommands.Add(new ScreenCommand(TimeProvider.System).Create());
        root.Subcommands.Add(TemplateCommand.Create());
        root.Subcommands.Add(new IndicatorCommand(TimeProvider.System).Create());
        root.Subcommands.Add(new RuleCommand(TimeProvider.System).Create());
        root.Subcommands.Add(new SecretsCommand(TimeProvider.System).Create());
        root.Subcommands.Add(new SimulateCommand().Create());
        root.Subcommands.Add(new CrashCommand(TimeProvider.System).Create());

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            foreach (var problem in parsed.Errors)
                await error.WriteLineAsync(problem.Message);
            await error.WriteLineAsync("Try --help.");
            return ExitCode.Usage;
        }

        // Ctrl-C and SIGTERM belong to the host, which drains before it ends.
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }
}
