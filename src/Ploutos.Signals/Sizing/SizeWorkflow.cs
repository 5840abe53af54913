using System.Globalization;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Risk;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Sizing;

/// <summary>How much to hold of each ticker, so that all together have a volatility that was asked
/// for, and the trades that lead there.</summary>
public sealed class SizeWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    private readonly RiskModelAtHand _models = new(workspace, time);

    /// <summary>Sizes positions.</summary>
    /// <exception cref="PloutosException">A value breaks its rule, a ticker is not stored, or none
    /// can be sized.</exception>
    public SizeReport Run(SizeRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        SizeRules.Check(request);
        SortedDictionary<string, double>? held = Holdings.Of(request);
        var notes = new List<string>();
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        string[] wanted = new SizeTickers(workspace, time).Of(store, request, notes);
        ReadableBars read = store.ReadEach(wanted);
        BarSeries[] bars = [.. read.Series.Select(b => _models.Known(b, request.AsOf))];
        RequireOneOrigin(bars);
        var rule = new SeriousRule(store, request.AcceptSerious);
        var prices = new SizePrices(store);
        var candidates = new SizeCandidates(held, prices);
        foreach ((string ticker, string damage) in read.Unread)
            candidates.LeaveUnpriced(ticker, $"its bars can't be read: {damage.TrimEnd('.')}");
        AdmittedBars admitted = candidates.Admit(bars, rule);
        ReadableBars others = store.ReadEach(
            (held ?? []).Where(h => h.Value != 0 && !wanted.Contains(h.Key)).Select(h => h.Key).Where(store.Contains)
        );
        BarSeries[] sold = [.. others.Series.Select(b => _models.Known(b, request.AsOf)).Where(b => b.Count > 0)];
        AccountCurrency currency = CurrencyOf(store, request, admitted, [.. candidates.Staying, .. sold], rule);
        RiskModel model = _models.For(store, bars[0], request.AcceptSerious, request.FitsModel, notes, progress);
        cancellation.ThrowIfCancellationRequested();
        (AdmittedBars market, RiskTable table) = InMarket(store, model, admitted, rule, request.AsOf, notes);
        IReadOnlyList<SizeCandidate> sized = candidates.Sized(model, table, currency);
        SizedPosition[] leaving = [.. Sold(held, wanted, others.Unread, sold, candidates, prices)];
        double investable = Investable(request.Capital, candidates.LeftOut);
        var covariance = ShrunkCovariance.Of(candidates.Returns.Columns);
        PortfolioPlan plan = PortfolioPlan.Of(
            request,
            investable,
            [.. sized.Select(c => c.Volatility)],
            [.. sized.Select(c => c.Price.Value * c.Rate)],
            covariance
        );
        DateOnly asOf = sized.Max(c => c.Bars.Dates[^1]);
        notes.AddRange(currency.Notes);
        notes.AddRange(SizeNotes.OfPrices(prices));
        notes.AddRange(SizeNotes.OfLeft(candidates.LeftOut, request.Capital, investable));
        notes.AddRange(SizeNotes.Of(request, sized, plan, model, asOf));
        SeriousFinding[] findings = [.. admitted.Findings.Union(market.Findings)];
        notes.AddRange(findings.Select(f => f.Text));
        if (model.NotKnown is { } reason)
            notes.Add($"Nothing is known of the model's worth: {reason}.");
        SizedPosition[] positions = [.. sized.Select((c, i) => Position(c, plan, i, held, currency)), .. leaving];
        double invested = plan.Weights.Sum() * investable;
        return new()
        {
            AsOf = asOf,
            Simulated = bars[0].Origin == DataOrigin.Simulated,
            Model = model.Card.Version,
            Verdict = ProofVerdicts.Of(model.Evidence?.Verdict),
            Currency = currency.Code,
            Capital = request.Capital,
            Investable = investable,
            TargetVolatility = request.TargetVolatility,
            Volatility = plan.Volatility,
            Invested = invested,
            Cash = request.Capital - invested - candidates.LeftOut.Sum(l => l.Worth ?? 0),
            CovarianceDays = covariance.Days,
            CovarianceFrom = candidates.Returns.From,
            MeanCorrelation = covariance.MeanCorrelation,
            Shrinkage = covariance.Intensity,
            Positions = [.. positions.OrderBy(p => p.Ticker, StringComparer.Ordinal)],
            LeftOut = [.. candidates.LeftOut.OrderBy(l => l.Ticker, StringComparer.Ordinal)],
            Unknown = SizeNotes.Unknown(covariance, candidates.Returns.From, sized, currency),
            Notes = notes,
            Findings = findings,
        };
    }

    private static void RequireOneOrigin(BarSeries[] bars)
    {
        if (bars.Select(b => b.Origin).Distinct().Count() > 1)
            throw new PloutosException(
                Fault.WrongUsage,
                "Observed and simulated tickers must not be in one portfolio, but the tickers are of both kinds. "
                    + "Name those of one."
            )
            {
                Remedies = [new ChangeOption("tickers", "all observed, or all simulated"), new ChooseWorkspace()],
            };
    }

    /// <summary>The capital without what stays, shares sold short counted like shares held: their worth
    /// must not be spent a second time.</summary>
    private static double Investable(double capital, IReadOnlyList<LeftOutTicker> left)
    {
        LeftOutTicker[] stays = [.. left.Where(l => l.Worth is not (null or 0))];
        double worth = stays.Sum(l => Math.Abs(l.Worth!.Value));
        return worth < capital
            ? capital - worth
            : throw new PloutosException(
                Fault.WrongUsage,
                string.Create(CultureInfo.InvariantCulture, $"capital must be above {worth:0.##}, the worth of what ")
                    + "is held and can't be sized ("
                    + string.Join("; ", stays.Select(l => $"{l.Ticker}: {l.Reason}"))
                    + string.Create(CultureInfo.InvariantCulture, $"), but got {capital}. Nothing was sized.")
            )
            {
                Remedies = [new ChangeOption("capital", "all that the account is worth, with what it holds")],
            };
    }

    /// <summary>The tickers in the market that the model was trained in.</summary>
    private (AdmittedBars Market, RiskTable Table) InMarket(
        BarStore store,
        RiskModel model,
        AdmittedBars admitted,
        SeriousRule rule,
        DateOnly? asOf,
        List<string> notes
    )
    {
        ReadableBars members = MembersOf(store, model, admitted.Series[0].Origin, admitted);
        notes.AddRange(members.Notes("the market"));
        AdmittedBars market = MarketOf(members, rule, asOf, admitted);
        RiskTable table = model.TableOf(
            admitted.Series,
            market.Series.ToDictionary(b => b.Ticker, StringComparer.Ordinal).GetValueOrDefault
        );
        return (market, table);
    }

    /// <summary>The other tickers of the market that the model was trained in.</summary>
    private static ReadableBars MembersOf(BarStore store, RiskModel model, DataOrigin origin, AdmittedBars sized)
    {
        HashSet<string> stored = [.. store.List().Where(t => t.Origin == origin).Select(t => t.Ticker)],
            known = [.. sized.Series.Select(b => b.Ticker)];
        return store.ReadEach(model.Card.Data.Tickers.Where(t => stored.Contains(t) && !known.Contains(t)));
    }

    /// <summary>The market that the model was trained in, without tickers that have serious
    /// findings.</summary>
    private AdmittedBars MarketOf(ReadableBars members, SeriousRule rule, DateOnly? asOf, AdmittedBars sized)
    {
        DateOnly day = sized.Series.Max(b => b.Dates[^1]);
        AdmittedBars others = rule.AdmitMarket(
            [.. members.Series.Select(b => _models.Known(b, asOf)).Where(b => b.Count > 0)],
            day,
            day
        );
        return new([.. sized.Series, .. others.Series], others.Findings);
    }

    private static SizedPosition Position(
        SizeCandidate c,
        PortfolioPlan plan,
        int i,
        SortedDictionary<string, double>? held,
        AccountCurrency currency
    ) =>
        new()
        {
            Ticker = c.Bars.Ticker,
            Price = c.Price.Value,
            Rate = currency.Converts ? c.Rate : null,
            PricedOn = c.Price.Day,
            Shares = plan.Shares[i],
            Worth = plan.Shares[i] * c.Price.Value * c.Rate,
            Weight = plan.Weights[i],
            Volatility = c.Volatility,
            Forecast = c.IsByRisk ? "risk" : "ewma",
            RiskShare = plan.RiskShares[i],
            Held = held is null ? null : held.GetValueOrDefault(c.Bars.Ticker),
            Trade = held is null ? null : plan.Shares[i] - held.GetValueOrDefault(c.Bars.Ticker),
        };

    /// <summary>The money of the account. Prices are converted on the days of the covariances, and on the
    /// last day of what is only held.</summary>
    private static AccountCurrency CurrencyOf(
        BarStore store,
        SizeRequest request,
        AdmittedBars sized,
        IReadOnlyList<BarSeries> held,
        SeriousRule rule
    )
    {
        DateOnly first = SizeCandidates.FirstDay(sized.Series);
        BarSeries[] priced =
        [
            .. sized.Series.Select(b => b.From(first)).Where(b => b.Count > 0),
            .. held.Select(b => b.From(b.Dates[^1])),
        ];
        return AccountCurrency.Of(
            store,
            priced,
            request.Currency,
            (priced.Min(b => b.Dates[0]), priced.Max(b => b.Dates[^1])),
            rule
        );
    }

    /// <summary>What is held, though it is not among the tickers asked for: it is sold.</summary>
    private static IEnumerable<SizedPosition> Sold(
        SortedDictionary<string, double>? held,
        string[] wanted,
        IReadOnlyDictionary<string, string> unread,
        BarSeries[] known,
        SizeCandidates candidates,
        SizePrices prices
    )
    {
        foreach ((string ticker, double shares) in held ?? [])
        {
            if (shares == 0 || wanted.Contains(ticker))
                continue;
            BarSeries? bars = Array.Find(known, b => b.Ticker == ticker);
            if (bars is null || prices.Of(bars) is not { } price)
            {
                string lacks =
                    prices.WhyNot(ticker) is { } why ? why
                    : bars is not null ? "the store has no last close of it"
                    : unread.GetValueOrDefault(ticker, "the store has no bars of it");
                candidates.LeaveUnpriced(
                    ticker,
                    $"it is held, but has no price, and its risk is not in these figures: {lacks.TrimEnd('.')}"
                );
                continue;
            }

            yield return new()
            {
                Ticker = ticker,
                Price = price.Value,
                Rate = candidates.RateOf(bars),
                PricedOn = price.Day,
                Shares = 0,
                Worth = 0,
                Weight = 0,
                RiskShare = 0,
                Held = shares,
                Trade = -shares,
            };
        }
    }
}
