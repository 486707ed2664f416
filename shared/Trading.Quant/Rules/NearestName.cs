namespace Trading.Quant.Rules;

/// <summary>Finds what somebody most likely meant to write.</summary>
internal static class NearestName
{
    /// <summary>
    /// The candidate with the fewest letters added, left out, replaced or swapped with their neighbour, whatever the case; null when that
    /// is more than a third of the letters.
    /// </summary>
    public static string? Of(string written, IEnumerable<string> candidates)
    {
        if (written.Length > 32)
            return null;
        var (best, distance) = ((string?)null, Math.Max(1, written.Length / 3) + 1);
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - written.Length) < distance && Distance(written, candidate) is var found && found < distance)
                (best, distance) = (candidate, found);
        }

        return distance < written.Length ? best : null;
    }

    /// <summary>Optimal string alignment distance (Damerau 1964; Levenshtein 1966).</summary>
    private static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var same = Lower(one, i) == Lower(other, j);
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Lower(one, i) == Lower(other, j - 1) && Lower(one, i - 1) == Lower(other, j))
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[one.Length, other.Length];
    }

    private static char Lower(string text, int position) => char.ToLowerInvariant(text[position - 1]);
}
