using Ploutos.Attacks.Engine;
using Ploutos.Attacks.Mutations;
using Ploutos.Tests;

namespace Ploutos.Attacks.Entrances;

/// <summary>Command lines: words dropped, doubled, swapped, spoilt. Verbs that run on or that write
/// where the line says are left out.</summary>
internal sealed class CommandLineEntrance(TemporaryFolder workspace) : IEntrance
{
    private static readonly string[] Lines =
    [
        "data list",
        "data check --tickers SIM01",
        "data calendar XPAR --from 2024-01-01 --to 2024-12-31",
        "data diff SIM01 --before 1 --after 1",
        "data import @bars/SIM01.csv --date-format yyyy-MM-dd --tickers SIM01",
        "data check @bars --date-format d/M/yyyy --strict",
        "predict --ticker SIM01 --offline --no-log --as-of 2017-06-01 --weak 0.1 --strong 0.5",
        "predict --ticker SIM01 --offline --no-log --explain --ungated",
        "risk --ticker SIM01 --tickers SIM01,SIM02 --as-of 2017-06-01",
        "size --capital 100000 --target-volatility 0.1 --tickers SIM01,SIM02 --max-position 1 --max-gross 2",
        "backtest --signals @signals.csv --tickers SIM01 --start 2017-03-01 --end 2017-06-01 --benchmark SIM02",
        "backtest --signals @signals.csv --direction long-short --sizing volatility-target --max-gross 1",
        "backtest --signals @signals.csv --commission-bp 1 --slippage-bp 5 --cash-rate 0.01 --borrow-rate 0.02",
        "signals list --tickers SIM01 --from 2017-01-01 --to 2017-12-31 --kind predict",
        "models list",
        "models show --expert momentum",
        "models diff x --against y --expert volatility",
        "alerts list",
        "paper status",
        "status",
        "verify",
        "completion bash",
        "[suggest] predict --ticker S",
    ];

    public string Name => "command-line";

    public void Attack(Dice dice)
    {
        List<string> words =
        [
            .. dice.Pick(Lines).Split(' ').Select(w => w.StartsWith('@') ? workspace.File(w[1..]) : w),
        ];
        string verb = words[0];
        for (int edits = 1 + dice.Below(3); edits > 0; edits--)
            Edit(words, dice);
        // The first word stays, so that no line becomes a verb that was left out.
        if (words.Count == 0 || words[0] != verb)
            words.Insert(0, verb);
        if (dice.OnceIn(3))
            words.Add("--json");
        dice.Story = string.Join(' ', words);
        InProcess.Run(["--workspace", workspace.Path, .. words]);
    }

    public void Dispose() => workspace.Dispose();

    private static void Edit(List<string> words, Dice dice)
    {
        int at = dice.Below(words.Count);
        switch (dice.Below(5))
        {
            case 0 when words.Count > 1:
                words.RemoveAt(at);
                break;
            case 1:
                words.Insert(at, dice.Pick(words.Count > 0 ? words : ["data"]));
                break;
            case 2:
                words.Add(dice.Pick(Scraps.Text));
                break;
            case 3 when words.Count > 0:
                words[at] = dice.Pick(Scraps.Text);
                break;
            default:
                if (words.Count > 0)
                    words[at] = words[at].Insert(dice.Below(words[at].Length + 1), dice.Pick(Scraps.Text));
                break;
        }
    }
}
