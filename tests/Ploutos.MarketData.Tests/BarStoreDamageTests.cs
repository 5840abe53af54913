using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Store;
using Ploutos.Storage;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

/// <summary>A store that is none, is of another version, or whose bytes have changed.</summary>
public sealed class BarStoreDamageTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2024, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder.File("data", "ploutos.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_store_of_a_newer_version_is_refused_and_left_alone()
    {
        BarStore.Open(Database).Dispose();
        using (var raw = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            raw.Open();
            Sqlite.Execute(raw, "PRAGMA user_version = 99");
        }

        string message = Assert.Throws<MarketDataException>(() => BarStore.Open(Database)).Message;
        Assert.Contains(
            "its store version is 99, this program knows versions up to 3",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Another_database_and_a_file_that_is_none_are_refused()
    {
        Directory.CreateDirectory(_folder.File("data"));
        using (var raw = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            raw.Open();
            Sqlite.Execute(raw, "CREATE TABLE mine (x)");
        }

        Assert.Contains(
            "not a store of Ploutos",
            Assert.Throws<MarketDataException>(() => BarStore.Open(Database)).Message,
            StringComparison.Ordinal
        );
        File.WriteAllText(_folder.File("text.db"), new string('x', 5000));
        Assert.Contains(
            "is damaged or is no SQLite database",
            Assert.Throws<MarketDataException>(() => BarStore.Open(_folder.File("text.db"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_flipped_bit_in_the_stored_bars_is_noticed()
    {
        using (BarStore store = BarStore.Open(Database))
        {
            store.Save(BarStoreTests.Bars("AAPL", 700), Noon);
            store.Save(BarStoreTests.Bars("KO", 300), Noon);
        }

        byte[] file = File.ReadAllBytes(Database);
        byte[] needle = BitConverter.GetBytes(BarStoreTests.Bars("AAPL", 700).Bars[350].Close);
        int at = file.AsSpan().IndexOf(needle);
        Assert.True(at > 0);
        file[at] ^= 1;
        File.WriteAllBytes(Database, file);
        using BarStore again = BarStore.Open(Database);
        Assert.Contains("stored bars of AAPL are damaged", Assert.Single(again.Verify()), StringComparison.Ordinal);
        Assert.Contains(
            "stored bars of AAPL are damaged",
            Assert.Throws<MarketDataException>(() => again.Read("AAPL")).Message,
            StringComparison.Ordinal
        );
        ReadableBars read = again.ReadEach(["AAPL", "KO", "NOSUCH"]);
        Assert.Equal(("KO", 300), (Assert.Single(read.Series).Ticker, read.Series[0].Count));
        Assert.Equal(["AAPL", "NOSUCH"], read.Unread.Keys);
        Assert.Contains("AAPL is left out of the market: ", read.Notes("the market").First(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_bytes_of_the_file_change_the_store_answers_right_or_says_that_it_is_damaged()
    {
        using (BarStore store = BarStore.Open(Database))
        {
            store.Save(BarStoreTests.Bars("AAPL", 60), Noon);
            store.Save(BarStoreTests.Bars("MSFT", 60), Noon);
        }

        byte[] good = File.ReadAllBytes(Database);
        BarSeries expected = BarStoreTests.Bars("AAPL", 60) is var d ? QualityCheck.Run(d).Series : null!;
        var random = new Random(7);
        int damaged = 0;
        for (int n = 0; n < 250; n++)
        {
            byte[] file = [.. good];
            for (int k = 0; k < 12; k++)
                file[random.Next(file.Length)] = (byte)random.Next(256);
            string path = _folder.File($"{n}.db");
            File.WriteAllBytes(path, file);
            try
            {
                using BarStore store = BarStore.Open(path);
                _ = store.List();
                _ = store.Findings("AAPL");
                _ = store.ReadDelivered("AAPL");
                Assert.Equal(expected.Close, store.Read("AAPL").Close);
            }
            catch (MarketDataException e)
            {
                Assert.DoesNotContain("   at ", e.Message, StringComparison.Ordinal);
                damaged++;
            }
        }

        Assert.InRange(damaged, 1, 250);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_folder.File("file"), "");
        Assert.Contains(
            "can't be made",
            Assert.Throws<MarketDataException>(() => BarStore.Open(_folder.File("file", "ploutos.db"))).Message,
            StringComparison.Ordinal
        );
    }
}
