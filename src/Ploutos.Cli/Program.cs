using Ploutos.Cli.Hosting;

namespace Ploutos.Cli;

/// <summary>The <c>ploutos</c> command.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        using Interruption interruption = new();
        using Shell shell = Shell.OfThisProcess(interruption.Token);
        return (int)Application.Run(args, shell);
    }
}
