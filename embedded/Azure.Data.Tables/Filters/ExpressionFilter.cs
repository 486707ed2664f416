using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Serialization;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Trading.Embedded.Tables;

/// <summary>
/// Translates a lambda over an entity into filter text: comparisons of a property with a value, <c>Equals</c>, <c>CompareTo</c>,
/// <c>string.Compare</c>, truth values, and, or, not. Whatever doesn't touch the entity is evaluated here and now.
/// </summary>
internal sealed class ExpressionFilter
{
    private readonly ParameterExpression entity;

    private ExpressionFilter(ParameterExpression entity) => this.entity = entity;

    public static string Translate(LambdaExpression filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new ExpressionFilter(filter.Parameters[0]).Condition(filter.Body);
    }

    private string Condition(Expression expression)
    {
        switch (expression)
        {
            case BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } both:
                return $"({Condition(both.Left)}) and ({Condition(both.Right)})";
            case BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } either:
                return $"({Condition(either.Left)}) or ({Condition(either.Right)})";
            case UnaryExpression { NodeType: ExpressionType.Not } not:
                return $"not ({Condition(not.Operand)})";
            case UnaryExpression { NodeType: ExpressionType.Convert } convert when convert.Type == typeof(bool):
                return Condition(convert.Operand);
            case BinaryExpression comparison when Operator(comparison.NodeType) is { } name:
                return Comparison(comparison, name);
            case MethodCallExpression { Method.Name: "Equals", Object: { } left, Arguments: [var right] }:
                return Compare(left, "eq", right);
            case MethodCallExpression { Method: { Name: "Equals", IsStatic: true }, Arguments: [var left, var right] }:
                return Compare(left, "eq", right);
            default:
                return Property(expression) is { } property ? $"{property.Name} eq true" : throw Unsupported(expression);
        }
    }

    private string Comparison(BinaryExpression comparison, string name)
    {
        // a.CompareTo(b) > 0 and string.Compare(a, b) > 0 are how C# orders strings.
        if (Strip(comparison.Left) is MethodCallExpression { Method.Name: "CompareTo" or "Compare" or "CompareOrdinal" } call && !MentionsEntity(comparison.Right))
        {
            if (Convert.ToInt32(Evaluate(comparison.Right), CultureInfo.InvariantCulture) != 0)
                throw Unsupported(comparison);
            return call switch
            {
                { Object: { } left, Arguments: [var right] } => Compare(left, name, right),
                { Object: null, Arguments: [var left, var right] } => Compare(left, name, right),
                _ => throw Unsupported(call),
            };
        }

        return Compare(comparison.Left, name, comparison.Right);
    }

    private string Compare(Expression left, string name, Expression right)
    {
        if (Property(left) is { } property && !MentionsEntity(right))
            return $"{property.Name} {name} {FilterLiteral.Of(Fit(Evaluate(right), property.Type))}";
        if (Property(right) is { } mirrored && !MentionsEntity(left))
            return $"{mirrored.Name} {Mirror(name)} {FilterLiteral.Of(Fit(Evaluate(left), mirrored.Type))}";
        throw Unsupported(left);
    }

    private (string Name, Type Type)? Property(Expression expression)
    {
        switch (Strip(expression))
        {
            case MemberExpression { Member.Name: "Value", Expression: { } nullable } when Nullable.GetUnderlyingType(nullable.Type) is not null:
                return Property(nullable);
            case MemberExpression { Member: PropertyInfo member, Expression: { } owner } when Strip(owner) == entity:
                return (StoredName(member), Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType);
            case MethodCallExpression { Object: { } owner, Arguments: [var key] } call
                when Strip(owner) == entity && entity.Type == typeof(TableEntity) && IsGetter(call.Method.Name) && !MentionsEntity(key):
                var type = Nullable.GetUnderlyingType(call.Type) ?? call.Type;
                return ((string)Evaluate(key)!, type);
            default:
                return null;
        }
    }

    private static string StoredName(PropertyInfo member) =>
        member.DeclaringType == typeof(TableItem) && member.Name == nameof(TableItem.Name)
            ? "TableName"
            : member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;

    private static bool IsGetter(string name) => name == "get_Item" || name.StartsWith("Get", StringComparison.Ordinal);

    private static Expression Strip(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.TypeAs } convert)
            expression = convert.Operand;
        return expression;
    }

    // C# widens both sides to compare them, but the stored type is the property's, and the service compares like with like only.
    private static object? Fit(object? value, Type type) => value switch
    {
        null => null,
        _ when type.IsEnum && value is not string => Enum.ToObject(type, value),
        _ when type == typeof(object) || value.GetType() == type => value,
        int or long or short or byte or float or uint when type == typeof(int) || type == typeof(long) || type == typeof(double) =>
            Convert.ChangeType(value, type, CultureInfo.InvariantCulture),
        _ => value,
    };

    private static object? Evaluate(Expression expression) => expression is ConstantExpression constant
        ? constant.Value
        : Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)();

    private bool MentionsEntity(Expression expression)
    {
        var search = new Mention(entity);
        search.Visit(expression);
        return search.Found;
    }

    private static string? Operator(ExpressionType type) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        _ => null,
    };

    private static string Mirror(string name) => name switch { "gt" => "lt", "ge" => "le", "lt" => "gt", "le" => "ge", _ => name };

    private static NotSupportedException Unsupported(Expression expression) =>
        new($"A table filter can't say '{expression}'. It compares a property with a value, and joins comparisons by and, or, not.");

    private sealed class Mention(ParameterExpression entity) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= node == entity;
            return node;
        }
    }
}
