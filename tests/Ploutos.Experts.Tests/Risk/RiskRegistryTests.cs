using System.Text.RegularExpressions;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Tests;

namespace Ploutos.Experts.Tests.Risk;

public sealed class RiskRegistryTests : IDisposable
{
    private static readonly IReadOnlyList<BarSeries> s_bars = Markets.Bars(tickers: 5, bars: 800);
    private static readonly RiskCard s_card = Risks.Card(s_bars);
    private readonly TemporaryFolder _folder = new();
    private readonly RiskRegistry _registry;

    public RiskRegistryTests() => _registry = new RiskRegistry(_folder.Path);

    private string Card => Path.Combine(_folder.Path, "risk", "model.json");

    [Fact]
    public void A_model_is_read_back_with_the_bits_of_its_forecasts()
    {
        RiskTable table = RiskTable.Build(s_bars);
        RiskModel saved = _registry.Save(s_card),
            read = _registry.Load();
        Assert.StartsWith("20260304T050607-", read.Card.Version, StringComparison.Ordinal);
        Assert.Equal(saved.Card.ContentHash, read.Card.ContentHash);
        Assert.Equal(s_card.Data.Tickers, read.Card.Data.Tickers);
        Assert.Equal(saved.Forecast(table, new(0, 790)).Horizons, read.Forecast(table, new(0, 790)).Horizons);
        Assert.Equal(saved.Column(table, 3).Volatility, read.Column(table, 3).Volatility);
    }

    [Fact]
    public void The_evidence_goes_with_its_version_and_that_of_another_proves_nothing()
    {
        DateSplit split = Risks.Split(s_bars);
        RiskTable table = RiskTable.Build(s_bars);
        ExpertTable questions = ExpertTable.Build([ExpertDefinition.Volatility], s_bars)[0];
        ModelEvidence evidence = RiskEvidence.Of(new(s_card), table, questions, split, new() { Resamples = 50 });
        RiskModel first = _registry.Save(s_card, evidence),
            second = _registry.Save(s_card with { CreatedAt = Risks.Now.AddDays(1) });
        Assert.Null(_registry.Load().Evidence);
        ModelEvidence read = _registry.Use(first.Card.Version, Risks.Now.AddDays(2), "rolled back").Evidence!;
        Assert.Equal(first.Card.Version, read.Version);
        Assert.Equal(evidence.Baselines, read.Baselines);
        Assert.Equal(evidence.Verdict, read.Verdict);
        File.Copy(
            Path.Combine(_folder.Path, "risk", "evidence.json"),
            Path.Combine(_folder.Path, "versions", "risk", second.Card.Version, "evidence.json")
        );
        Assert.Null(_registry.Load(second.Card.Version).Evidence);
    }

    [Fact]
    public void A_test_without_rows_or_over_other_bars_is_refused()
    {
        RiskTable table = RiskTable.Build(s_bars);
        ExpertTable questions = ExpertTable.Build([ExpertDefinition.Volatility], s_bars)[0],
            other = ExpertTable.Build([ExpertDefinition.Volatility], [.. s_bars.Reverse()])[0];
        DateSplit untested = DateSplit.WithoutTest(TradingCalendar.Union(s_bars), 21, 1);
        Assert.Contains(
            "Test from an earlier day",
            Assert.Throws<ArgumentException>(() => RiskEvidence.Of(new(s_card), table, questions, untested)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => RiskEvidence.Of(new(s_card), table, other, Risks.Split(s_bars)));
    }

    [Fact]
    public void A_folder_without_a_model_says_so()
    {
        Assert.False(_registry.Exists);
        Assert.Null(_registry.Current);
        Assert.Contains(
            "There is no risk model",
            Assert.Throws<FileNotFoundException>(() => _registry.Load()).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 7", "made by another version")]
    [InlineData("\"range_22\"", "\"range_21\"", "its inputs must be range_1, range_5, range_22")]
    [InlineData("\"horizon\": 21", "\"horizon\": 20", "its horizons must be 5, 21, but are 5, 20")]
    [InlineData("\"residual_low\": -", "\"residual_low\": 9", "must be finite and ascending")]
    [InlineData("\"variance_factor\": ", "\"variance_factor\": -", "must be above 0, but is -")]
    [InlineData("\"regression\": {", "\"regression\": null, \"other\": {", "the regression 'Own' is missing")]
    [InlineData("\"errors\": {", "\"errors\": null, \"other\": {", "the regression 'Own' is missing")]
    [InlineData(
        "\"weights\": [",
        "\"weights\": [0.5,",
        "must have 8 means, deviations and weights, but has 8, 8 and 9"
    )]
    [InlineData("\"deviation\": [", "\"deviation\": [\"NaN\",", "but has 8, 9 and 8")]
    [InlineData("\"logistic\": {", "\"logistic\": null, \"other\": {", "lacks its logistic fit")]
    [InlineData("\"ridge\": {", "\"ridge\": null, \"other\": {", "lacks a part")]
    [InlineData("\"slope\": ", "\"slope\": 1", "it is damaged")]
    [InlineData("{", "", "no valid model description")]
    [InlineData("{", "[", "no valid model description")]
    public void A_card_that_is_malformed_is_refused_with_the_rule_and_what_to_do(
        string text,
        string replacement,
        string rule
    )
    {
        _registry.Save(s_card);
        string card = File.ReadAllText(Card);
        int at = card.IndexOf(text, StringComparison.Ordinal);
        File.WriteAllText(Card, card[..at] + replacement + card[(at + text.Length)..]);
        string message = Assert.Throws<InvalidDataException>(() => _registry.Load()).Message;
        Assert.Contains(rule, message, StringComparison.Ordinal);
        Assert.Contains("Train the risk model again", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_changed_digit_and_any_cut_is_found()
    {
        _registry.Save(s_card);
        string whole = File.ReadAllText(Card);
        MatchCollection digits = Regex.Matches(
            whole[whole.IndexOf("\"horizons\"", StringComparison.Ordinal)..],
            "[0-9]"
        );
        int from = whole.IndexOf("\"horizons\"", StringComparison.Ordinal);
        var random = new Random(1);
        for (int i = 0; i < 40; i++)
        {
            int at = from + digits[random.Next(digits.Count)].Index;
            char other = whole[at] == '9' ? '1' : (char)(whole[at] + 1);
            File.WriteAllText(Card, whole[..at] + other + whole[(at + 1)..]);
            bool changes = !SameNumbers(whole, File.ReadAllText(Card));
            if (changes)
                Assert.Throws<InvalidDataException>(() => _registry.Load());
            File.WriteAllText(Card, whole[..random.Next(whole.Length - 2)]);
            Assert.Throws<InvalidDataException>(() => _registry.Load());
        }
    }

    [Fact]
    public void The_model_before_stays_at_hand_and_can_be_used_again()
    {
        RiskModel first = _registry.Save(s_card),
            second = _registry.Save(s_card with { CreatedAt = Risks.Now.AddDays(1) });
        Assert.Equal((second.Card.Version, first.Card.Version), (_registry.Current, _registry.Previous));
        Assert.Equal([second.Card.Version, first.Card.Version], _registry.Versions().Select(v => v.Version));
        _registry.Use(first.Card.Version, Risks.Now.AddDays(2), "rolled back");
        Assert.Equal((first.Card.Version, second.Card.Version), (_registry.Current, _registry.Previous));
        Assert.True(_registry.Versions().Single(v => v.Version == first.Card.Version).IsCurrent);
        Assert.Contains(
            second.Card.Version,
            Assert.Throws<FileNotFoundException>(() => _registry.Load("2019")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_broken_version_is_not_used_and_the_current_model_stays()
    {
        RiskModel first = _registry.Save(s_card),
            second = _registry.Save(s_card with { CreatedAt = Risks.Now.AddDays(1) });
        File.WriteAllText(Path.Combine(_folder.Path, "versions", "risk", first.Card.Version, "model.json"), "{}");
        Assert.Throws<InvalidDataException>(() => _registry.Use(first.Card.Version, Risks.Now, "used"));
        Assert.Equal(second.Card.Version, _registry.Load().Card.Version);
        Assert.Contains(_registry.Versions(), v => v.Version == first.Card.Version && v.Problem is not null);
    }

    [Fact]
    public void A_replacement_that_was_cut_off_leaves_one_whole_model()
    {
        RiskModel first = _registry.Save(s_card);
        string folder = Path.Combine(_folder.Path, "risk");
        Directory.Move(folder, folder + ".old");
        Directory.CreateDirectory(folder + ".new");
        Assert.Equal(first.Card.Version, _registry.Load().Card.Version);
        Assert.Equal(
            Risks.Now.AddDays(1),
            _registry.Save(s_card with { CreatedAt = Risks.Now.AddDays(1) }).Card.CreatedAt
        );
        Assert.False(Directory.Exists(folder + ".new") || Directory.Exists(folder + ".old"));
    }

    [Fact]
    public void Challengers_that_never_forecast_are_pruned_to_the_newest_ten()
    {
        RiskModel current = _registry.Save(s_card);
        for (int i = 1; i <= 12; i++)
            _registry.Add(s_card with { CreatedAt = Risks.Now.AddHours(i) });
        Assert.Equal(ModelVersions.Most + 1, _registry.Versions().Count);
        Assert.Equal(current.Card.Version, _registry.Current);
    }

    public void Dispose() => _folder.Dispose();

    private static bool SameNumbers(string a, string b)
    {
        double[] Numbers(string text) =>
            [
                .. Regex
                    .Matches(text, @"-?[0-9][0-9.]*(E[-+]?[0-9]+)?")
                    .Select(m => RealMarket.Number(m.Value.TrimEnd('.'))),
            ];
        return Numbers(a).SequenceEqual(Numbers(b));
    }
}
