namespace Trading.Quant.Rules;

/// <summary>A number that depends on the position, at a bar of the newest block.</summary>
internal delegate double PositionNumber(LaneRun lane, int row, in PositionView position);

/// <summary>A condition that depends on the position, at a bar of the newest block.</summary>
internal delegate RuleTruth PositionCondition(LaneRun lane, int row, in PositionView position);

/// <summary>Where a number is found.</summary>
/// <param name="Index">Its column.</param>
/// <param name="PerPosition">Its calculation, where it has no column because it depends on the position.</param>
internal readonly record struct NumberSlot(int Index, PositionNumber? PerPosition = null)
{
    public PositionNumber Each
    {
        get
        {
            var index = Index;
            return PerPosition ?? ((LaneRun lane, int row, in PositionView _) => lane.Number(index, row));
        }
    }
}

/// <summary>Where a condition is found.</summary>
/// <param name="Index">Its pair of bit columns.</param>
/// <param name="IsNegated">True when what holds there fails here.</param>
/// <param name="PerPosition">Its calculation, where it has no columns because it depends on the position.</param>
internal readonly record struct ConditionSlot(int Index, bool IsNegated = false, PositionCondition? PerPosition = null)
{
    public PositionCondition Each
    {
        get
        {
            var slot = this;
            return PerPosition ?? ((LaneRun lane, int row, in PositionView _) => lane.Truth(slot, row));
        }
    }
}
