using System.Globalization;
using Ploutos.PaperTrading;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Cli.Rendering;

/// <summary>The paper account, a run of it, its switch and its reconciliation.</summary>
internal static class PaperView
{
    private const int ShownDays = 10;

    public static void WriteStatus(Output output, PaperStatus status)
    {
        WriteSwitch(output, status.Switch);
        if (status.LastRun is null)
        {
            output.Line(
                $"The {status.Broker} account has not been run yet: it opens with the first day's signals ('ploutos"
                    + $" paper run --once')."
            );
            return;
        }

        output.Line($"Broker:    {status.Broker} (paper money)");
        output.Line($"Last run:  {status.LastRun}");
        output.Line($"Cash:      {Amount(status.Cash)} {status.Currency}");
        string? gain = status.Return?.ToString("+0.00%;-0.00%", CultureInfo.InvariantCulture);
        output.Line($"Equity:    {Amount(status.Equity)}{(gain is null ? "" : $" ({gain} since the opening)")}");
        if (status.Positions.Count > 0)
        {
            TextTable positions = new(
                new("position"),
                new("shares", Right: true),
                new("close", Right: true),
                new("worth", Right: true)
            );
            foreach (PaperPosition p in status.Positions)
                positions.Add(
                    p.Ticker,
                    Number(p.Shares),
                    p.Close is { } close ? Number(close) : "unknown",
                    Amount(p.Worth)
                );
            positions.Write(output);
        }

        WriteOrders(output, "open order", status.OpenOrders);
        TextTable days = new(new("day"), new("cash", Right: true), new("equity", Right: true));
        foreach (PaperDay day in status.Days.Take(ShownDays))
            days.Add(
                day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Amount(day.Cash),
                Amount(day.Equity)
            );
        days.Write(output);
    }

    public static void WriteRun(Output output, PaperRun run)
    {
        output.Line($"{run.Day:yyyy-MM-dd} {StateName.Of(run.Outcome)}: {run.Detail}");
        foreach (string line in RemedyText.Lines(run.Remedies))
            output.Line(line);
        if (run.Equity is not null)
            output.Line($"Cash {Amount(run.Cash)}, equity {Amount(run.Equity)}.");
        WriteOrders(output, "filled since", run.Fills);
        WriteOrders(output, "order", run.Orders);
        foreach (string note in run.Notes)
            output.Line($"note: {note}");
        if (run.Reconciliation is { Agrees: false } found)
            WriteReconciliation(output, found);
    }

    public static void WriteSwitch(Output output, PaperSwitch state)
    {
        string since = state.Since is { } at
            ? string.Create(CultureInfo.InvariantCulture, $" since {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC")
            : "";
        output.Line(
            state.Stopped
                ? $"STOPPED{since}: {state.Reason ?? "no reason given"}. No order is given until 'ploutos paper"
                    + $" resume' ({state.File})."
                : "Paper trading is not stopped."
        );
        foreach (string note in state.Notes)
            output.Line($"note: {note}");
    }

    public static void WriteReconciliation(Output output, PaperReconciliation found)
    {
        output.Line(
            found.Agrees
                ? $"The book agrees with the {found.Broker} broker, to the cent: cash {Amount(found.BrokerCash)}."
            : found.Accepted ? "The broker's account was taken over into the book as it is. These were the differences:"
            : "The book and the broker differ:"
        );
        if (found.Differences.Count == 0)
            return;
        TextTable table = new(
            new("what"),
            new("book", Right: true),
            new("broker", Right: true),
            new("difference", Right: true)
        );
        foreach (PaperDifference d in found.Differences)
            table.Add(d.What, Number(d.Expected), Number(d.Broker), Number(d.Broker - d.Expected));
        table.Write(output);
        if (!found.Accepted)
            output.Line(
                "No order is given while they differ. To take the broker's account over as it is: ploutos paper"
                    + " reconcile --accept"
            );
    }

    private static void WriteOrders(Output output, string title, IReadOnlyList<PaperOrder> orders)
    {
        if (orders.Count == 0)
            return;
        TextTable table = new(
            new(title),
            new("decided on"),
            new("shares", Right: true),
            new("state"),
            new("filled", Right: true),
            new("price", Right: true),
            new("reason")
        )
        {
            Keys = 2,
        };
        foreach (PaperOrder o in orders)
            table.Add(
                o.Ticker,
                o.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Number(o.Shares),
                StateName.Of(o.State),
                Number(o.FilledShares),
                o.FilledPrice is { } price ? Number(price) : "",
                o.Reason ?? ""
            );
        table.Write(output);
    }

    private static string Amount(decimal? amount) =>
        amount?.ToString("#,##0.00", CultureInfo.InvariantCulture) ?? "unknown";

    private static string Number(decimal value) => value.ToString("0.#########", CultureInfo.InvariantCulture);
}
