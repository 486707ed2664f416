using Trading.Domain.MarketData;

namespace Trading.Domain.Tests.MarketData;

public sealed class ColumnCodecTests
{
    public static TheoryData<string, double[]> Columns() => new()
    {
        { "nothing", [] },
        { "one", [97.3] },
        { "cents", [97.31, 97.32, 96.99, 0.01, 12345678.9] },
        { "whole numbers", [0, 1, -5, 9007199254740992, -9007199254740992] },
        { "no numbers", [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1] },
        { "negative zero", [0.0, -0.0, 0.0] },
        { "extremes", [double.MaxValue, double.Epsilon, double.MinValue, 1e-300] },
        { "thirds", [1.0 / 3, 2.0 / 3, 1e300 / 3] },
        { "tiny prices", [0.000000212345, 0.000000212346, 1e15] },
        { "wide", [9007199254740991, 0.1] },
        { "quiet NaN with a payload", [BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_1234), 1.5] },
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public void Every_number_comes_back_bit_for_bit(string kind, double[] values)
    {
        var packed = ColumnCodec.Pack(values);

        var unpacked = ColumnCodec.UnpackDoubles(packed, values.Length);

        Assert.True(values.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(unpacked.Select(BitConverter.DoubleToInt64Bits)), kind);
    }

    [Fact]
    public void Random_bits_and_random_decimals_come_back_bit_for_bit()
    {
        const int seed = 4711;
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var decimals = Math.Pow(10, random.Next(0, 10));
            var values = new double[random.Next(0, 200)];
            for (var i = 0; i < values.Length; i++)
                values[i] = round % 2 == 0 ? BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)) : random.Next() / decimals;

            var unpacked = ColumnCodec.UnpackDoubles(ColumnCodec.Pack(values), values.Length);

            Assert.True(
                values.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(unpacked.Select(BitConverter.DoubleToInt64Bits)),
                $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Times_come_back_and_regular_ones_take_next_to_nothing()
    {
        var minutes = Enumerable.Range(0, 40_000).Select(i => 637134336000000000 + (i * TimeSpan.TicksPerMinute)).ToArray();
        long[] odd = [long.MinValue, 0, long.MaxValue, 5, -7];

        var packed = ColumnCodec.Pack(minutes);

        Assert.Equal(minutes, ColumnCodec.UnpackLongs(packed, minutes.Length));
        Assert.Equal(odd, ColumnCodec.UnpackLongs(ColumnCodec.Pack(odd), odd.Length));
        Assert.InRange(packed.Length, 1, 100);
    }

    [Fact]
    public void Damaged_columns_are_refused_and_never_read_past_their_end()
    {
        const int seed = 99;
        var random = new Random(seed);
        double[] values = [1.5, 2.25, 1.0 / 3, 4, 5, 6, 7];
        foreach (var packed in new[] { ColumnCodec.Pack(values), ColumnCodec.Pack([1.5, 2.5, 3.5]), ColumnCodec.Pack([1.5, 2.5, 3.5, 100, 2, 1e6, 7]) })
        {
            for (var round = 0; round < 2_000; round++)
            {
                var damaged = packed.ToArray();
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
                var cut = damaged.AsSpan(0, random.Next(damaged.Length + 1)).ToArray();

                var thrown = Record.Exception(() => ColumnCodec.UnpackDoubles(cut, values.Length));

                Assert.True(thrown is null or InvalidDataException, $"seed {seed}, round {round}: {thrown}");
            }
        }
    }

    [Fact]
    public void A_wrong_count_is_refused()
    {
        var packed = ColumnCodec.Pack([1.0, 2, 3]);

        Assert.Throws<InvalidDataException>(() => ColumnCodec.UnpackDoubles(packed, 2));
        Assert.Throws<InvalidDataException>(() => ColumnCodec.UnpackDoubles(packed, 4));
    }

    [Fact]
    public void Steps_up_to_the_largest_come_back_from_blocks_of_any_length()
    {
        const int seed = 512;
        var random = new Random(seed);
        foreach (var count in new[] { 1, 2, 127, 128, 129, 255, 256, 257, 1_000 })
        {
            for (var bits = 1; bits <= 53; bits++)
            {
                var values = new double[count];
                for (var i = 0; i < count; i++)
                    values[i] = (random.Next(2) == 0 ? 1 : -1) * random.NextInt64((1L << bits) + 1);
                var packed = ColumnCodec.Pack(values);

                Assert.Equal(values, ColumnCodec.UnpackDoubles(packed, count));
                Assert.True(packed.Length <= 20 + (count / 128 * 2) + (count * (bits + 3) / 8.0), $"seed {seed}, {count} numbers of {bits} bits: {packed.Length} bytes");
            }
        }
    }

    [Fact]
    public void Columns_packed_before_there_were_blocks_are_still_read()
    {
        // 10.5, 10.75, 10.25 as written by the first version: two decimals, varints of folded differences, Brotli.
        byte[] raw = [2, 0xB4, 0x10, 0x32, 0x63];
        var packed = new byte[64];
        packed[0] = (byte)raw.Length;
        Assert.True(System.IO.Compression.BrotliEncoder.TryCompress(raw, packed.AsSpan(4), out var written, 5, 20));

        Assert.Equal([10.5, 10.75, 10.25], ColumnCodec.UnpackDoubles(packed.AsSpan(0, 4 + written), 3));
    }
}
