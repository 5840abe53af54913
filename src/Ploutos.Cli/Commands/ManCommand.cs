using System.CommandLine;
using System.Reflection;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Rendering;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos man</c>: for whoever packs Ploutos; not in the list of verbs.</summary>
internal sealed class ManCommand : Verb
{
    public ManCommand(VerbContext context)
        : base("man", "Print the manual page ploutos(1), in roff.", context) => Hidden = true;

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        string version =
            typeof(ManCommand)
                .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
                ?.InformationalVersion
            ?? "";
        DateOnly today = DateOnly.FromDateTime(Context.Shell.Time.GetUtcNow().UtcDateTime);
        session.Output.Writer.Write(ManPage.Of(arguments.RootCommandResult.Command, version.Split('+')[0], today));
        return ExitCode.Done;
    }
}
