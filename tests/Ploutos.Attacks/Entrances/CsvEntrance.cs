using System.Text;
using Ploutos.Attacks.Engine;
using Ploutos.Attacks.Mutations;
using Ploutos.MarketData;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Sources.Csv;
using Ploutos.Tests;

namespace Ploutos.Attacks.Entrances;

/// <summary>CSV files of bars, and the date formats that users name.</summary>
internal sealed class CsvEntrance : IEntrance
{
    private static readonly byte[] Valid = Encoding.UTF8.GetBytes(TextFiles.Bars);

    private static readonly string[] Formats = ["yyyy-MM-dd", "d/M/yyyy", "M/d/yy", "d MMM yyyy", "yyyy-MM-dd HH:mm"];

    private readonly TemporaryFolder _folder = new();

    public string Name => "csv";

    public void Attack(Dice dice)
    {
        dice.Bytes = ByteMutation.Spoil(Valid, dice);
        string file = _folder.File("SIM01.csv");
        File.WriteAllBytes(file, dice.Bytes);
        string? format =
            dice.OnceIn(2) ? null
            : dice.OnceIn(2) ? dice.Pick(Formats)
            : SpoiltFormat(dice);
        dice.Story = $"date format '{format}'";
        try
        {
            foreach (DeliveredSeries series in CsvBarSource.Read(file, format))
                QualityCheck.Run(series);
        }
        catch (MarketDataException)
        {
            return;
        }
    }

    private static string SpoiltFormat(Dice dice)
    {
        string valid = dice.Pick(Formats);
        return valid[..dice.Below(valid.Length + 1)] + dice.Pick(Scraps.Text) + valid[dice.Below(valid.Length + 1)..];
    }

    public void Dispose() => _folder.Dispose();
}
