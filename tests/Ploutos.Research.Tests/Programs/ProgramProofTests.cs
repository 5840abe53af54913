using Ploutos.Research.Programs;
using Ploutos.Research.Proof;
using Ploutos.Tests;
using Ploutos.Workspace;

namespace Ploutos.Research.Tests.Programs;

/// <summary>Real programs (awk in the system's shell) under proof: honest ones pass, each planted leak
/// is found, and what misbehaves is named.</summary>
public sealed class ProgramProofTests : IDisposable
{
    // Reads every file, then calls the body with n rows in date[], close[] of one ticker.
    private const string Frame = """
        BEGIN { print "ticker,date,value" }
        FNR == 1 { if (n) write(); n = 0; ticker = FILENAME; sub(/.*\//, "", ticker); sub(/\.csv$/, "", ticker); next }
        { n++; date[n] = $1; close_[n] = $5 }
        END { if (n) write() }
        function row(t, value) { printf "%s,%s,%.17g\n", ticker, date[t], value }
        """;

    private readonly TemporaryFolder _folder = new();

    public ProgramProofTests() =>
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the programs of this test are written for a Unix shell");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_stateful_but_honest_program_passes()
    {
        ProgramProof proof = Prove(
            Awk(
                "function write(   t, ema) { ema = close_[1];"
                    + " for (t = 1; t <= n; t++) { ema += (close_[t] - ema) / 10; row(t, ema) } }"
            )
        );

        Assert.True(proof.Passed, string.Join('\n', proof.Checks.SelectMany(c => c.Faults)));
        Assert.Equal(["repeat", "future", "reads"], proof.Checks.Select(c => c.Name));
        Assert.Equal(14, proof.Runs);
        Assert.Equal(["value"], proof.Columns);
        Assert.All(proof.Checks.Take(2), c => Assert.True(c.Figures[0].Value > 1000));
    }

    [Fact]
    public void A_look_ahead_of_one_day_is_found_at_the_last_day_before_the_cut()
    {
        ProgramProof proof = Prove(
            Awk("function write(   t) { for (t = 1; t <= n; t++) row(t, t < n ? close_[t + 1] / close_[t] : 1) }")
        );

        ProofCheck future = Assert.Single(proof.Checks, c => !c.Passed);
        Assert.Equal("future", future.Name);
        string cut = future.Faults[0].Split("after ")[1][..10];
        Assert.Matches(
            $"^SIM[0-9]+, {cut}, value: '.+' becomes '.+' when the bars after {cut} are left out",
            future.Faults[0]
        );
    }

    [Fact]
    public void A_scaler_over_the_whole_series_is_found_from_the_first_day_on()
    {
        ProgramProof proof = Prove(
            Awk(
                "function write(   t, top) { for (t = 1; t <= n; t++) if (close_[t] > top) top = close_[t];"
                    + " for (t = 1; t <= n; t++) row(t, close_[t] / top) }"
            )
        );

        ProofCheck future = Assert.Single(proof.Checks, c => !c.Passed);
        Assert.Contains(
            future.Faults,
            f => f.Contains($", {proof.From:yyyy-MM-dd}, value: '", StringComparison.Ordinal)
        );
        Assert.Contains(future.Faults, f => f.Contains("cells of the column", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_that_are_dropped_for_what_comes_later_are_found()
    {
        ProgramProof proof = Prove(Awk("function write(   t) { for (t = 1; t <= n - 5; t++) row(t, close_[t]) }"));

        ProofCheck future = Assert.Single(proof.Checks, c => !c.Passed);
        Assert.Contains(": the row disappears when the bars after", future.Faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_reads_other_bars_than_those_given_proves_nothing()
    {
        string own = _folder.File("own.csv");
        File.WriteAllText(own, "ticker,date,value\nSIM01,2015-01-05,1\nSIM01,2016-01-05,2\n");

        ProgramProof proof = Prove($"ls {{bars}} >/dev/null; cp {own} {{out}}");

        Assert.Equal("reads", Assert.Single(proof.Checks, c => !c.Passed).Name);
    }

    [Fact]
    public void Random_numbers_without_a_seed_are_found()
    {
        ProgramProof proof = Prove(
            Awk(
                "function write(   t) { for (t = 1; t <= n; t++) row(t, close_[t] + salt) }",
                "-v salt=$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')"
            )
        );

        Assert.Contains("repeat", proof.Checks.Where(c => !c.Passed).Select(c => c.Name));
    }

    [Theory]
    [InlineData("echo one >&2; echo two >&2; exit 3 # {bars} {out}", "ended with code 3 on the bars as they are")]
    [InlineData("ls {bars} # {out}", "wrote nothing to {out}")]
    [InlineData("no-such-program {bars} {out}", "ended with code 127")]
    [InlineData("ls {bars} | sed 's/^/a,b,/' > {out}", "the header must be ticker, date and one or more columns")]
    [InlineData("ls {bars} >/dev/null; printf 'ticker,date,x\\nNOPE,2015-01-05,1\\n' > {out}", "but is 'NOPE'")]
    [InlineData(
        "ls {bars} >/dev/null; printf 'ticker,date,x\\nSIM01,5.1.2015,1\\n' > {out}",
        "written as 2014-01-31, but is '5.1.2015'"
    )]
    [InlineData(
        "ls {bars} >/dev/null; printf 'ticker,date,x\\nSIM01,2015-01-05,1\\nSIM01,2015-01-05,2\\n' > {out}",
        "a second row on 2015-01-05"
    )]
    [InlineData(
        "ls {bars} >/dev/null; printf 'ticker,date,x\\nSIM01,2015-01-05\\n' > {out}",
        "it has 2 cells, but the header names 3"
    )]
    [InlineData("ls {bars} >/dev/null; printf 'ticker,date,x\\nSIM01,\"2015-01-05,1\\n' > {out}", "line 2")]
    [InlineData("ls {bars} >/dev/null; printf 'ticker,date,x\\n' > {out}", "a header and no row")]
    [InlineData(
        "ls {bars} >/dev/null; (printf 'ticker,date,x\\n\"'; head -c 1900000 /dev/zero | tr '\\0' a) > {out}",
        "one cell never ends"
    )]
    [InlineData("ls {bars} >/dev/null; head -c 3000000 /dev/zero > {out}", "more than 2 MB")]
    [InlineData("ls", "command must hold the places {bars}")]
    public void What_misbehaves_is_refused_with_the_reason(string command, string reason)
    {
        PloutosException refused = Assert.Throws<PloutosException>(() => Prove(command, sizeLimit: 2 << 20));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        if (reason.Contains("code 3", StringComparison.Ordinal))
            Assert.EndsWith("Its standard error ends with:\n  one\n  two", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_never_ends_is_stopped_with_its_children()
    {
        string pid = _folder.File("pid");

        PloutosException refused = Assert.Throws<PloutosException>(() =>
            Prove($"sleep 1000 & echo $! > {pid}; echo waiting >&2; wait # {{bars}} {{out}}", TimeSpan.FromSeconds(2))
        );

        Assert.Contains("did not end within 2 s on the bars as they are", refused.Message, StringComparison.Ordinal);
        Assert.Contains("waiting", refused.Message, StringComparison.Ordinal);
        string state = $"/proc/{File.ReadAllText(pid).Trim()}/stat";
        Assert.True(SpinWait.SpinUntil(() => IsGone(state), TimeSpan.FromSeconds(60)), "the child still runs");
    }

    [Fact]
    public void Nothing_is_left_in_the_temporary_folder()
    {
        Prove("ls {bars} >/dev/null; printf 'ticker,date,x\\nSIM01,2015-01-05,1\\n' > {out}");

        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), $"ploutos-program-{Environment.ProcessId}-*"));
    }

    private static bool IsGone(string state)
    {
        try
        {
            return File.ReadAllText(state).Contains(" Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private string Awk(string write, string options = "")
    {
        string script = _folder.File("mine.awk");
        File.WriteAllText(script, $"{Frame}\n{write}\n");
        return $"awk -F, {options} -f {script} {{bars}}/*.csv > {{out}}";
    }

    private ProgramProof Prove(string command, TimeSpan? timeLimit = null, long sizeLimit = 256L << 20) =>
        new ProgramProofWorkflow(new WorkspaceFolder(_folder.Path), TimeProvider.System).Prove(
            new(command)
            {
                Source = "simulated:11",
                Tickers = ["SIM01", "SIM02"],
                TimeLimit = timeLimit ?? TimeSpan.FromMinutes(5),
                SizeLimit = sizeLimit,
            },
            null,
            TestContext.Current.CancellationToken
        );
}
