using System.Text.Json.Nodes;
using Ploutos.Cli.Hosting;

namespace Ploutos.Cli.Tests;

public sealed class DataCalendarTests
{
    [Fact]
    public void A_calendar_shows_hours_closed_weekdays_and_early_closes()
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows(), "data calendar xtks --from 2024-11-01 --to 2025-01-05");

        Assert.Equal(
            """
            XTKS, Tokyo Stock Exchange, Asia/Tokyo: 09:00 to 15:30, break 11:30 to 12:30.
            date        day  kind    local close  why
            2024-11-04  Mon  closed  -            Culture Day (substitute)
            2024-12-31  Tue  closed  -            turn of the year
            2025-01-01  Wed  closed  -            New Year's Day
            2025-01-02  Thu  closed  -            turn of the year
            2025-01-03  Fri  closed  -            turn of the year
            41 session(s) from 2024-11-01 to 2025-01-05; 5 closed weekday(s), 0 early close(s).

            """,
            run.Output
        );
        Assert.Empty(run.Error);
    }

    [Fact]
    public void As_JSON_it_is_a_list_of_days()
    {
        CommandRun run = CommandRun.Of(
            new FakeWorkflows(),
            "data calendar XLON --from 2022-09-01 --to 2022-12-25 --json"
        );

        JsonArray days = JsonNode.Parse(run.Output)!.AsArray();
        Assert.Equal(
            [
                "2022-09-19 closed null 'mourning: Elizabeth II' false true",
                "2022-12-23 early '12:30' 'last session before Christmas' true true",
            ],
            days.Select(Row)
        );
    }

    [Fact]
    public void Years_beyond_what_was_checked_are_marked_and_warned_of()
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows(), "data calendar XPAR --from 2040-12-24 --to 2040-12-25");

        Assert.Contains("2040-12-24  Mon  early   14:05        Christmas Eve, by rule alone", run.Output);
        Assert.Contains("warning: The rules of XPAR are checked to 2026-12-31.", run.Error);
    }

    [Fact]
    public void Without_a_last_day_it_goes_to_the_end_of_the_year() =>
        Assert.Contains(
            "from 2018-01-01 to 2018-12-31; 6 closed weekday(s), 2 early close(s).",
            CommandRun.Of(new FakeWorkflows(), "data calendar XMAD --from 2018-01-01").Output
        );

    [Theory]
    [InlineData("data calendar XXXX", "A market must be one of XNYS, XTSE, XLON, XPAR,")]
    [InlineData("data calendar XPAR --from 2024-02-01 --to 2024-01-01", "try: --from (no later than to)")]
    [InlineData("data calendar XNYS --to 2036-01-01", "try: --to (2035-12-31 or earlier)")]
    public void What_no_calendar_knows_is_wrong_usage_with_the_way_out(string line, string told)
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows(), line);

        Assert.Equal(ExitCode.WrongUsage, run.Code);
        Assert.Contains(told, run.Error);
        Assert.Empty(run.Output);
    }

    private static string Row(JsonNode? day)
    {
        JsonObject fields = day!.AsObject();
        Assert.Equal(["date", "kind", "local_close", "name", "scheduled", "certain"], fields.Select(f => f.Key));
        string rest = string.Join(' ', fields.Skip(2).Select(field => Json(field.Key)));
        return $"{day["date"]} {day["kind"]} {rest}";

        string Json(string name) => fields[name]?.ToJsonString().Replace('"', '\'') ?? "null";
    }
}
