using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Web.Safety;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos key new</c>.</summary>
internal sealed class KeyNewCommand(VerbContext context)
    : Verb(
        "new",
        "Print a new key of 256 bits for PLOUTOS_API_KEY. It is stored nowhere: keep it where the server reads it.",
        context
    )
{
    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        var key = new NewKey(KeyRule.Create());
        session.Show(key, static () => CliJson.Default.NewKey, static (output, made) => output.Line(made.Key));
        return ExitCode.Done;
    }
}
