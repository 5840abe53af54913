using Ploutos.Features.Expressions.Evaluation;
using Ploutos.Features.Expressions.Language;
using Ploutos.Features.Indicators;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Features.Expressions;

/// <summary>Named expressions over bars, in the language that Qlib's users know
/// (<c>Mean($close,5)/$close-1</c>; docs/expressions.md). Parsed once; what several expressions
/// have in common is computed once. A value that is not finite is missing (NaN), at every step, and
/// every value uses nothing later than its own day, except in labels.</summary>
public sealed class ExpressionSet
{
    private readonly NamedExpression[] _expressions;
    private readonly ExpressionGraph _graph = new();
    private readonly int[] _roots;
    private readonly CrossSectionStage[] _stages;
    private readonly EvaluationPlan _plan;

    private ExpressionSet(string name, IEnumerable<NamedExpression> expressions, bool mayLookAhead)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(expressions);
        Name = name;
        _expressions = [.. expressions];
        CheckNames();
        _roots = Array.ConvertAll(
            _expressions,
            e => ExpressionParser.Parse(e.Name, e.Text ?? "", mayLookAhead, _graph)
        );
        Names = Array.AsReadOnly(Array.ConvertAll(_expressions, e => e.Name));
        RequiredBars = _roots.Max(_graph.RequiredBars);
        Horizon = _roots.Max(_graph.Ahead);
        (_stages, IReadOnlySet<int> given) = CrossSectionStage.Of(_graph, _roots);
        _plan = new(_graph, _roots, given);
    }

    /// <summary>Qlib's default set for daily bars, 158 features.</summary>
    public static ExpressionSet Alpha158 { get; } = Inputs("alpha158", Alpha158Definitions.All());

    /// <summary>Name of the set.</summary>
    public string Name { get; }

    /// <summary>Names of the expressions, in the order of the columns.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The expressions, in the same order.</summary>
    public IReadOnlyList<NamedExpression> Expressions => _expressions;

    /// <summary>Bars without a gap until every expression can have a value: the bar with this
    /// number, counted from 1, is the first complete row.</summary>
    public int RequiredBars { get; }

    /// <summary>Bars after its own day that a value needs: 0 for inputs.</summary>
    public int Horizon { get; }

    /// <summary>Whether an expression looks at all tickers of a day.</summary>
    public bool NeedsMarket => _stages.Length > 0;

    /// <summary>Inputs of a model: looking ahead is an error.</summary>
    /// <exception cref="ExpressionException">An expression breaks a rule.</exception>
    public static ExpressionSet Inputs(string name, params IEnumerable<NamedExpression> expressions) =>
        new(name, expressions, mayLookAhead: false);

    /// <summary>Labels: <c>Ref(x,-n)</c> may look ahead; <see cref="Horizon"/> says how
    /// far.</summary>
    /// <exception cref="ExpressionException">An expression breaks a rule.</exception>
    public static ExpressionSet Labels(string name, params IEnumerable<NamedExpression> expressions) =>
        new(name, expressions, mayLookAhead: true);

    /// <summary>Refuses series that are too short for an expression to have a single
    /// value.</summary>
    /// <exception cref="ExpressionException">Names the expression that needs the most
    /// bars.</exception>
    public void RequireBars(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        int longest = Enumerable.Range(0, _roots.Length).MaxBy(Needed);
        if (Needed(longest) > bars.Count)
            throw Wrong(
                longest,
                ExpressionFault.TooFewBars,
                $"it needs {Needed(longest)} bars, but {bars.Ticker} has {bars.Count}. Take shorter windows or more"
                    + " bars."
            );
    }

    /// <summary>The expressions of every bar: a row a bar, a column an expression.</summary>
    /// <exception cref="ExpressionException">An expression looks at all tickers of a
    /// day.</exception>
    public FeatureMatrix Compute(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (NeedsMarket)
            throw NoMarket(1);
        return Compute(bars, []);
    }

    /// <summary>The expressions of several series, in their order. Functions over all tickers of a
    /// day take those of the ticker's own exchange as the market: dates of several do not end
    /// together.</summary>
    /// <param name="market">Each ticker once; of one exchange at least
    /// <see cref="MarketFeatures.LeastTickers"/> where the set <see cref="NeedsMarket"/>. Tickers of an
    /// exchange that has fewer have no value.</param>
    /// <exception cref="ExpressionException">An expression looks at all tickers of a day, and there
    /// are too few.</exception>
    /// <exception cref="ArgumentException">A ticker occurs twice.</exception>
    public FeatureMatrix[] Compute(IReadOnlyList<BarSeries> market)
    {
        ArgumentNullException.ThrowIfNull(market);
        int most = NeedsMarket ? MarketFeatures.ByExchange(market).FirstOrDefault()?.Count() ?? 0 : 0;
        if (NeedsMarket && most < MarketFeatures.LeastTickers)
            throw NoMarket(most);
        if (market.GroupBy(b => b.Ticker).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
            throw new ArgumentException(
                $"A market must hold each ticker once, but got {twice.Key} twice. Leave one out.",
                nameof(market)
            );
        BarSeries[] ordered = [.. market.OrderBy(b => b.Ticker, StringComparer.Ordinal)];
        Dictionary<int, double[]>[] known = Array.ConvertAll(ordered, _ => new Dictionary<int, double[]>());
        if (NeedsMarket)
        {
            foreach (IGrouping<string, BarSeries> exchange in MarketFeatures.ByExchange(ordered))
            {
                BarSeries[] members = [.. exchange];
                Dictionary<int, double[]>[] columns = Array.ConvertAll(members, m => known[Array.IndexOf(ordered, m)]);
                var days = new CrossSection(members);
                foreach (CrossSectionStage stage in _stages)
                    stage.Run(_graph, members, days, columns);
            }
        }

        var results = new FeatureMatrix[market.Count];
        Parallel.For(
            0,
            results.Length,
            i => results[i] = Compute(market[i], NeedsMarket ? known[Array.IndexOf(ordered, market[i])] : [])
        );
        return results;
    }

    /// <summary>The expressions of one ticker in a market. The market's own tickers are computed together,
    /// once; another one is seen as if it were one more of its exchange. Where an exchange has fewer than
    /// <see cref="MarketFeatures.LeastTickers"/> tickers, all is missing.</summary>
    /// <param name="bars">The ticker's bars; rows of days that the market's bars of it lack are
    /// missing.</param>
    /// <param name="market">The market.</param>
    public FeatureMatrix Compute(BarSeries bars, MarketFeatures market)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(market);
        if (!NeedsMarket)
            return Compute(bars);
        if (market.Tickers.Contains(bars.Ticker))
            return market
                .Once(this, () => All(market.Series).ToDictionary(m => m.Bars.Ticker, StringComparer.Ordinal))[
                    bars.Ticker
                ]
                .On(bars);
        return All([.. market.MembersFor(bars.Ticker), bars])[^1];

        FeatureMatrix[] All(IReadOnlyList<BarSeries> tickers) =>
            MarketFeatures.ByExchange(tickers).First().Count() < MarketFeatures.LeastTickers
                ? [.. tickers.Select(t => FeatureMatrix.Missing(t, Names))]
                : Compute(tickers);
    }

    private FeatureMatrix Compute(BarSeries bars, Dictionary<int, double[]> known)
    {
        using var sheet = new ColumnSheet(bars, _graph.Count);
        double[][] values = [.. _roots.Select(_ => GC.AllocateUninitializedArray<double>(sheet.Length))];
        foreach ((int node, double[] column) in known)
            sheet.Place(node, column);
        List<int> copied = [];
        for (int j = 0; j < _roots.Length; j++)
        {
            if (known.ContainsKey(_roots[j]) || Array.IndexOf(_roots, _roots[j]) < j)
                copied.Add(j);
            else
                sheet.Place(_roots[j], values[j]);
        }

        _plan.Run(sheet);
        foreach (int j in copied)
            sheet.Read(_roots[j]).CopyTo(values[j]);
        return new(bars, Names, values);
    }

    private int Needed(int expression) => _graph.RequiredBars(_roots[expression]) + _graph.Ahead(_roots[expression]);

    private void CheckNames()
    {
        if (_expressions.Length == 0)
            throw new ArgumentException($"{Name}: a set must hold at least one expression, but got none.");
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int j = 0; j < _expressions.Length; j++)
        {
            string name = _expressions[j].Name ?? "";
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'))
                throw Wrong(
                    j,
                    ExpressionFault.Name,
                    $"a name is letters, digits, '_', '.' and '-', but got '{name}'. Choose another one."
                );
            if (!seen.Add(name))
                throw Wrong(
                    j,
                    ExpressionFault.Name,
                    $"a name must be new to its set, but '{name}' was given twice. Choose another one."
                );
        }
    }

    private ExpressionException NoMarket(int tickers)
    {
        int first = Array.FindIndex(_roots, root => _graph.MarketLevel(root) > 0);
        return Wrong(
            first,
            ExpressionFault.NeedsMarket,
            $"it looks at all tickers of a day and needs {MarketFeatures.LeastTickers} of one exchange,"
                + $" but got {tickers}."
                + " Give it more tickers."
        );
    }

    private ExpressionException Wrong(int expression, ExpressionFault fault, string rule) =>
        new(fault, $"{Name}.{_expressions[expression].Name}", _expressions[expression].Text ?? "", 0, rule);
}
