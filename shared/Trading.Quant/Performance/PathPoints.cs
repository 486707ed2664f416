namespace Trading.Quant.Performance;

/// <summary>Which positions of a long column are kept for a picture of it.</summary>
internal static class PathPoints
{
    /// <summary>Evenly spaced positions, the last always among them; all when there are few enough.</summary>
    /// <param name="count">Positions, 0 or more.</param>
    /// <param name="maxPoints">Most positions kept, 1 or more.</param>
    public static int[] Of(int count, int maxPoints)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoints, 1);
        var points = new int[Math.Min(count, maxPoints)];
        for (var i = 0; i < points.Length; i++)
            points[i] = (int)(((i + 1L) * count / points.Length) - 1);
        return points;
    }
}
