namespace Trading.Quant.Rules;

/// <summary>A part of a rule's tree. Two parts are equal when they mean the same calculation written the same way.</summary>
public abstract record RuleNode
{
    private protected RuleNode()
    {
    }

    /// <summary>
    /// The part in the rule language, in its canonical form: lower case, every parameter written out, brackets only where they are needed.
    /// Reading it gives an equal part again.
    /// </summary>
    public string Text => RulePrinter.Write(this);

    /// <summary>True when it depends on the position held.</summary>
    public virtual bool UsesPosition => Children.Any(child => child.UsesPosition);

    /// <summary>True when it looks at other bars than those it is applied to, or at figures about a company.</summary>
    public bool UsesOtherData => this is ScopedNumberNode or ScopedConditionNode or FundamentalNode || Children.Any(child => child.UsesOtherData);

    /// <summary>The parts it is made of, in the order in which they are written.</summary>
    public abstract IEnumerable<RuleNode> Children { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => Text;
}
