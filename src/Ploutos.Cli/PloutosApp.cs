using Ploutos.Cli.Hosting;

namespace Ploutos.Cli;

/// <summary>The <c>ploutos</c> command as a library: any executable may run it.</summary>
public static class PloutosApp
{
    /// <summary>Begins a program of one's own: the same command with further features, experts and
    /// sources.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    public static PloutosAppBuilder CreateBuilder(IReadOnlyList<string> args) => new(args);

    /// <summary>Runs one command line in this process, on its own streams and the system's clock, or that
    /// which a part gives as its <see cref="TimeProvider"/>. Ctrl-C stops it cleanly.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="parts">Optional parts of the program, as gradient boosting; docs/architecture.md
    /// lists them.</param>
    /// <returns>The exit code: 0 done, 1 failed, 2 wrong usage, 3 no data, 130 interrupted.</returns>
    public static int Run(IReadOnlyList<string> args, params IReadOnlyList<IServiceProvider> parts)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(parts);
        using Interruption interruption = new();
        using Shell shell = Shell.OfThisProcess(parts, interruption.Token);
        return (int)Application.Run(args, shell);
    }

    /// <summary>Runs the verb <c>predict</c> as a program of its own: nothing else of the command is reached, so that
    /// it can be compiled to a small native program. It has no optional parts and trains nothing: compiled so,
    /// registers may be of another width, and the weights would not be those of <c>train</c>.</summary>
    /// <param name="args">The verb's arguments; its name before them may be left out.</param>
    /// <returns>The exit code, as of <see cref="Run"/>.</returns>
    public static int Predict(IReadOnlyList<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        using Interruption interruption = new();
        using Shell shell = Shell.OfThisProcess([], interruption.Token);
        return (int)Application.Predict(args, shell);
    }
}
