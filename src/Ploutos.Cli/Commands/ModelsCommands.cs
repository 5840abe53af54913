using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Rendering;
using Ploutos.Research.Models;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos models list</c>.</summary>
internal sealed class ModelsListCommand : Verb
{
    private readonly Option<string?> _expert = ExpertName.Option("Only this expert's.");

    public ModelsListCommand(VerbContext context)
        : base("list", "List the versions of the models that are at hand, and which of them predict.", context) =>
        Add(_expert);

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(
            session.Models.Models(arguments.GetValue(_expert)),
            static () => LiveJson.Default.IReadOnlyListModelVersion,
            ModelsView.WriteList
        );
        return ExitCode.Done;
    }
}

/// <summary><c>ploutos models show</c>.</summary>
internal sealed class ModelsShowCommand : Verb
{
    private readonly Argument<string> _version = new("VERSION")
    {
        Description = "A version, or the beginning or the end of its name. Without it: the models that predict.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _expert = ExpertName.Option("Only this expert's.");

    public ModelsShowCommand(VerbContext context)
        : base("show", "Show what is known of a version: days, bars, figures out of sample.", context)
    {
        Add(_version);
        Add(_expert);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        string? version = arguments.GetValue(_version);
        IReadOnlyList<ModelVersion> all = session.Models.Models(arguments.GetValue(_expert));
        ModelVersion[] shown =
        [
            .. all.Where(m =>
                version is null
                    ? m.IsCurrent
                    : m.Version.StartsWith(version, StringComparison.OrdinalIgnoreCase)
                        || m.Version.EndsWith(version, StringComparison.OrdinalIgnoreCase)
            ),
        ];
        if (shown.Length == 0)
        {
            throw new PloutosException(
                Fault.NoData,
                version is null
                    ? "There are no models yet: ploutos train."
                    : $"There is no version '{version}'. See what is at hand with 'ploutos models list'."
            );
        }

        session.Show<IReadOnlyList<ModelVersion>>(
            shown,
            static () => LiveJson.Default.IReadOnlyListModelVersion,
            ModelsView.WriteDetails
        );
        return ExitCode.Done;
    }
}

/// <summary><c>ploutos models use</c>.</summary>
internal sealed class ModelsUseCommand : Verb
{
    private readonly Argument<string> _version = new("VERSION")
    {
        Description = "The version, or the beginning or the end of its name.",
    };
    private readonly Option<string?> _expert = ExpertName.Option(
        "Whose version it is. Without it: the expert that has one of that name."
    );

    public ModelsUseCommand(VerbContext context)
        : base("use", "Let another version predict. The one before stays at hand.", context)
    {
        Add(_version);
        Add(_expert);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        string version = arguments.GetValue(_version)!;
        ModelSwitch done = session.Models.UseModel(arguments.GetValue(_expert) ?? Owner(session, version), version);
        session.Show<IReadOnlyList<ModelSwitch>>(
            [done],
            static () => LiveJson.Default.IReadOnlyListModelSwitch,
            ModelsView.WriteSwitches
        );
        return ExitCode.Done;
    }

    /// <summary>The expert that has a version of that name.</summary>
    internal static string Owner(Session session, string version)
    {
        string[] owners =
        [
            .. session
                .Models.Models()
                .Where(m =>
                    m.Version.StartsWith(version, StringComparison.OrdinalIgnoreCase)
                    || m.Version.EndsWith(version, StringComparison.OrdinalIgnoreCase)
                )
                .Select(m => m.Expert)
                .Distinct(),
        ];
        return owners.Length switch
        {
            1 => owners[0],
            0 => throw new PloutosException(
                Fault.NoData,
                $"There is no version '{version}'. See what is at hand with 'ploutos models list'."
            ),
            _ => throw new PloutosException(
                Fault.WrongUsage,
                $"'{version}' stands for versions of several experts ({string.Join(", ", owners)}): name one with"
                    + $" --expert."
            ),
        };
    }
}

/// <summary><c>ploutos models rollback</c>.</summary>
internal sealed class ModelsRollbackCommand : Verb
{
    private readonly Option<string?> _expert = ExpertName.Option(
        "Only this expert's. Without it: each that has an earlier version."
    );

    public ModelsRollbackCommand(VerbContext context)
        : base(
            "rollback",
            "Go back to the version that predicted before. A second rollback undoes the first.",
            context
        ) => Add(_expert);

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(
            session.Models.RollbackModel(arguments.GetValue(_expert)),
            static () => LiveJson.Default.IReadOnlyListModelSwitch,
            ModelsView.WriteSwitches
        );
        return ExitCode.Done;
    }
}

/// <summary><c>--expert NAME</c>.</summary>
internal static class ExpertName
{
    /// <summary>The option, with its own description.</summary>
    public static Option<string?> Option(string description)
    {
        Option<string?> option = new("--expert")
        {
            Description = description,
            HelpName = "momentum|reversion|volatility|NAME",
        };
        option.CompletionSources.Add("momentum", "reversion", "volatility");
        return option;
    }
}
