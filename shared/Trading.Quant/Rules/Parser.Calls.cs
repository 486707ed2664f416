using Trading.Quant.Indicators;

namespace Trading.Quant.Rules;

/// <content>Calls of indicators.</content>
internal sealed partial class Parser
{
    /// <summary>The rest of a call: what it is applied to and its parameters, all of which may be left out; then which of its lines.</summary>
    private IndicatorNode? Call(IndicatorDefinition indicator)
    {
        var name = tokens[at - 1];
        if (Current.Kind == TokenKind.Number)
        {
            Fail(Current, $"'(' and the parameters, as in {Signature(indicator)}");
            Take();
        }

        var arguments = Arguments();
        var input = TakeInput(indicator, arguments, out var isBroken);
        var parameters = Parameters(indicator, arguments, ref isBroken);
        if (!isBroken && indicator.Refusal(parameters) is { } refusal)
        {
            Fail(name, refusal);
            isBroken = true;
        }

        var output = Output(indicator);
        return isBroken || output is null
            ? null
            : new IndicatorNode(indicator, input is null ? [.. indicator.Inputs.Select(field => new FieldNode(field))] : [input], parameters, output.Value);
    }

    /// <summary>Removes from the arguments what the indicator is applied to: what is called on, or a first one that no parameter can be.</summary>
    private NumericNode? TakeInput(IndicatorDefinition indicator, List<Argument> arguments, out bool isBroken)
    {
        isBroken = false;
        var at = arguments.FindIndex(argument => argument.Name is { } named && named.Is("on"));
        if (at < 0 && arguments is [{ Name: null } first, ..] &&
            (first.Node is { IsConstant: false } ||
                (indicator.Inputs.Count == 1 && arguments.Count == indicator.Parameters.Count + 1 && arguments.All(argument => argument.Name is null))))
            at = 0;
        if (at < 0)
            return null;

        var argument = arguments[at];
        arguments.RemoveAt(at);
        isBroken = argument.Node is null;
        if (indicator.Inputs.Count == 1)
        {
            var input = StillNumber(argument.Node, argument.Start, isAllowed: false);
            isBroken |= input is null;
            return input;
        }

        Fail(argument.Start, indicator.Parameters.Count > 0
            ? $"{indicator.Parameters[0]}; {indicator.Name} always reads {Columns(indicator)}"
            : $"')'; {indicator.Name} always reads {Columns(indicator)}");
        isBroken = true;
        return null;
    }

    private double[] Parameters(IndicatorDefinition indicator, List<Argument> arguments, ref bool isBroken)
    {
        double[] values = [.. indicator.Parameters.Select(parameter => parameter.Default)];
        var isGiven = new bool[values.Length];
        var next = 0;
        foreach (var argument in arguments)
        {
            var index = argument.Name is null ? next++ : Find(indicator, argument.Name.Value);
            if (index >= values.Length)
                Fail(argument.Start, $"')', since {Signature(indicator)} has no more parameters");
            else if (index >= 0 && isGiven[index])
                Fail(argument.Name ?? argument.Start, $"{indicator.Parameters[index].Name} only once");
            else if (index >= 0 && argument.Node is not (null or NumberNode) || (index >= 0 && argument.Node is NumberNode number && !indicator.Parameters[index].Allows(number.Value)))
                Fail(argument.Start, indicator.Parameters[index].ToString());
            else if (index >= 0 && argument.Node is NumberNode given)
                (values[index], isGiven[index]) = (given.Value, true);
            if (index < 0 || index >= values.Length || !isGiven[index])
                isBroken = true;
        }

        return values;
    }

    private int Find(IndicatorDefinition indicator, Token name)
    {
        var names = indicator.Parameters.Select(parameter => parameter.Name).ToList();
        var index = names.FindIndex(name.Is);
        if (index < 0)
            Fail(name, names.Count == 0 ? $"'on' or ')', since {indicator.Name} has no parameters" : $"a parameter: {string.Join(", ", names.Append("on"))}", NearestName.Of(name.Text, names.Append("on")));
        return index;
    }

    /// <summary>Position of the line that is named after a dot, the first where none is; null where the name is wrong.</summary>
    private int? Output(IndicatorDefinition indicator)
    {
        if (!Accept("."))
            return 0;
        var names = indicator.Outputs.Select(output => output.Name).ToList();
        if (Current.Kind == TokenKind.Word && names.FindIndex(Current.Is) is var index and >= 0)
        {
            Take();
            return index;
        }

        Fail(Current, $"a line of {indicator.Name}: {string.Join(", ", names)}", NearestName.Of(Current.Text, names));
        if (Current.Kind == TokenKind.Word)
            Take();
        return null;
    }

    private static string Signature(IndicatorDefinition indicator)
    {
        var parameters = string.Join(", ", indicator.Parameters.Select(parameter => parameter.Name));
        var plain = $"{indicator.Name}({parameters})";
        return indicator.Inputs.Count == 1 ? $"{plain} or {indicator.Name}(number{(parameters.Length > 0 ? ", " : "")}{parameters})" : plain;
    }

    private static string Columns(IndicatorDefinition indicator) => string.Join(", ", indicator.Inputs.Select(field => Vocabulary.Lower(field.ToString())));
}
