namespace Trading.Quant.Rules;

/// <summary>A calculation at some bar: what it remembers of the bars before. How bars are cut into blocks changes no bit of its results.</summary>
internal abstract class StepRun
{
    /// <summary>Takes in the next bars, whose operands are done; allocates nothing.</summary>
    /// <param name="times">Start of each bar in UTC ticks.</param>
    public abstract void Next(ReadOnlySpan<long> times);

    /// <summary>Forgets every bar, without allocating.</summary>
    public virtual void Reset()
    {
    }

    /// <summary>Writes what it remembers.</summary>
    public virtual void Save(BinaryWriter writer)
    {
    }

    /// <summary>Reads what was written.</summary>
    public virtual void Load(BinaryReader reader)
    {
    }
}
