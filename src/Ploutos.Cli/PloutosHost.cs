namespace Ploutos.Cli;

/// <summary>A program of one's own, ready to run.</summary>
public sealed class PloutosHost
{
    private readonly IReadOnlyList<string> _args;
    private readonly IReadOnlyList<IServiceProvider> _parts;

    internal PloutosHost(IReadOnlyList<string> args, IReadOnlyList<IServiceProvider> parts) =>
        (_args, _parts) = (args, parts);

    /// <summary>Runs the command line in this process.</summary>
    /// <returns>The exit code, as of <see cref="PloutosApp.Run"/>.</returns>
    public Task<int> RunAsync() => Task.Run(() => PloutosApp.Run(_args, _parts));
}
