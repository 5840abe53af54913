using Ploutos.Attacks.Engine;
using Ploutos.Attacks.Mutations;
using Ploutos.Tests;

namespace Ploutos.Attacks.Entrances;

/// <summary>Files of a workspace, each spoilt before a command reads it, and put right after.</summary>
/// <param name="name">Its name in reports.</param>
/// <param name="workspace">A copy of its own.</param>
/// <param name="files">The files that are spoilt.</param>
/// <param name="commands">What reads them.</param>
internal sealed class FileEntrance(
    string name,
    TemporaryFolder workspace,
    IReadOnlyList<string> files,
    IReadOnlyList<string[]> commands
) : IEntrance
{
    private readonly Dictionary<string, byte[]> _valid = files.ToDictionary(f => f, File.ReadAllBytes);

    public string Name => name;

    public void Attack(Dice dice)
    {
        string file = dice.Pick(files);
        string[] command = dice.Pick(commands);
        byte[] valid = _valid[file];
        bool json = file.EndsWith(".json", StringComparison.Ordinal);
        dice.Bytes = json && !dice.OnceIn(4) ? JsonMutation.Spoil(valid, dice) : ByteMutation.Spoil(valid, dice);
        if (json && !dice.OnceIn(4))
            dice.Bytes = Signature.Renew(dice.Bytes);
        dice.Story = $"{Path.GetRelativePath(workspace.Path, file)}, {string.Join(' ', command)}";
        File.WriteAllBytes(file, dice.Bytes);
        try
        {
            InProcess.Run(["--workspace", workspace.Path, .. command]);
        }
        finally
        {
            File.WriteAllBytes(file, valid);
        }
    }

    public void Dispose() => workspace.Dispose();
}
