using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ploutos.MarketData.Store;

namespace Ploutos.MarketData.Tests;

/// <summary>Stored models, studies and signals hold these hashes, so their bytes are fixed.</summary>
public sealed class SeriesHashTests
{
    private static readonly DateOnly[] Days = [new(2021, 3, 1), new(2021, 3, 2), new(2021, 3, 4)];

    private static BarSeries Series(string ticker, DataOrigin origin = DataOrigin.Observed, double last = 13.25) =>
        new(ticker, origin, Days, [10, 11, 12], [12, 13, 14], [9, 10, 11], [11, 12, last], [100, 0, 1e9]);

    [Fact]
    public void A_long_series_is_hashed_piece_by_piece_as_its_bytes_are_written()
    {
        DateOnly[] days = [.. Enumerable.Range(0, 1300).Select(t => Days[0].AddDays(t))];
        double[] Column(int seed) => [.. days.Select((_, t) => Math.Sin(seed + t))];
        BarSeries series = new("KO", DataOrigin.Observed, days, Column(1), Column(2), Column(3), Column(4), Column(5));
        byte[] bytes = [.. "KO"u8, .. BarCodec.Encode(series)];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), SeriesHash.OfPool([series]));
    }

    [Fact]
    public void The_hash_of_a_training_covers_ticker_dates_and_columns_one_after_another()
    {
        using var bytes = new MemoryStream();
        foreach (string ticker in new[] { "KO", "^GSPC" })
        {
            bytes.Write(Encoding.UTF8.GetBytes(ticker));
            foreach (DateOnly day in Days)
            {
                byte[] number = new byte[4];
                BinaryPrimitives.WriteInt32LittleEndian(number, day.DayNumber);
                bytes.Write(number);
            }

            foreach (double value in new double[] { 10, 11, 12, 12, 13, 14, 9, 10, 11, 11, 12, 13.25, 100, 0, 1e9 })
                bytes.Write(BitConverter.GetBytes(value));
        }

        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())),
            SeriesHash.OfPool([Series("KO"), Series("^GSPC")])
        );
    }

    [Fact]
    public void Another_value_ticker_origin_or_order_gives_another_hash()
    {
        string[] hashes =
        [
            SeriesHash.Of(Series("KO"), Series("PEP")),
            SeriesHash.Of(Series("PEP"), Series("KO")),
            SeriesHash.Of(Series("KO"), Series("PEP", last: 13.250000000000002)),
            SeriesHash.Of(Series("KO"), Series("PEP", DataOrigin.Simulated)),
            SeriesHash.Of(Series("KO"), Series("PE")),
        ];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(hashes[0], SeriesHash.Of(Series("KO"), Series("PEP")));
    }
}
