using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;
using Ploutos.Workflows.Backup;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos backup</c>.</summary>
internal sealed class BackupCommand : Verb
{
    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "The archive to write. Without it: backups/ploutos-DATE-TIME.tar.gz of the workspace.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _reports = new("--reports")
    {
        Description = "With reports/, too, which can be made again.",
    };

    private readonly Option<bool> _force = new("--force")
    {
        Description = "Replace a file that exists, where that is a backup.",
    };

    public BackupCommand(VerbContext context)
        : base(
            "backup",
            "Write bars, signals, models, logs and settings into one archive, also while the daily run goes on.",
            context
        )
    {
        Add(_file);
        Add(_reports);
        Add(_force);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        BackupRequest request = new(
            arguments.GetValue(_file),
            arguments.GetValue(_reports),
            arguments.GetValue(_force)
        );
        BackupResult result = session.Tell(
            (progress, cancellation) => session.Backups.Backup(request, progress, cancellation)
        );
        session.Show(result, static () => OperationsJson.Default.BackupResult, BackupView.WriteBackup);
        return ExitCode.Done;
    }
}

/// <summary><c>ploutos restore</c>.</summary>
internal sealed class RestoreCommand : Verb
{
    private readonly Argument<string> _file = new("FILE") { Description = "The archive that 'ploutos backup' wrote." };

    private readonly Option<bool> _force = new("--force")
    {
        Description = "Also over a workspace that holds something; that is kept aside in it.",
    };

    public RestoreCommand(VerbContext context)
        : base("restore", "Bring a backup back, after its every byte has been checked.", context)
    {
        Add(_file);
        Add(_force);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        RestoreRequest request = new(arguments.GetValue(_file)!, arguments.GetValue(_force));
        RestoreResult result = session.Tell(
            (progress, cancellation) => session.Backups.Restore(request, progress, cancellation)
        );
        session.Show(result, static () => OperationsJson.Default.RestoreResult, BackupView.WriteRestore);
        return ExitCode.Done;
    }
}
